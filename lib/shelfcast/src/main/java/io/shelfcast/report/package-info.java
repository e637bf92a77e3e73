/**
 * {@code report.html}: what one training came to, on one page that needs nothing beside it. Entry:
 * {@link io.shelfcast.report.Report}. May call {@code evaluation}, {@code sales}, {@code models}
 * (for forecasts) and {@code charts}; works out no score itself.
 */
package io.shelfcast.report;
