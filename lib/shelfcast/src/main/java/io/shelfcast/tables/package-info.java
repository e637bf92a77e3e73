/**
 * The canonical CSV files of a customer: which tables and columns there are, and their line-precise reading. A defect is
 * told with file, line, column, value and what would be right. Calls nothing of Shelfcast but {@code progress}.
 */
package io.shelfcast.tables;
