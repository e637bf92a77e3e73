/**
 * The dashboard: pages of all customers and of one, made on the server, without scripts; and what
 * Prometheus asks for. Entry: {@link io.shelfcast.dashboard.Dashboard}. May call {@code
 * monitoring}, {@code scheduling}, {@code registry}, {@code report} for its markup, and what lies
 * below; but for the days of one series, looks nothing up by itself that monitoring has not stored,
 * so that a page is quick.
 */
package io.shelfcast.dashboard;
