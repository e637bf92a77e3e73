/**
 * {@link io.shelfcast.sales.SalesPanel}, the one in-memory form of a customer's daily sales with
 * everything known about them, and its readers: from PostgreSQL or from a directory of canonical
 * CSV files, with the same result; {@link io.shelfcast.sales.Siblings}, what other series tell of
 * one without sales. May call {@code database} and {@code tables}; knows nothing of features or
 * models.
 */
package io.shelfcast.sales;
