/**
 * What {@code train} and {@code evaluate} do, from a panel to a published version and its verdict.
 * Calls every package from sales to the registry, and the report.
 */
package io.shelfcast.training;
