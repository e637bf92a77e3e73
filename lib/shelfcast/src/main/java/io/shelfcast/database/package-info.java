/**
 * PostgreSQL: the embedded server or a database of the user's, Shelfcast's own schema {@code
 * shelfcast}, loading canonical tables into it and keeping forecasts in it. May call {@code tables}
 * and {@code progress}; knows nothing of sales panels or models. The entry is {@link
 * io.shelfcast.database.Database}.
 */
package io.shelfcast.database;
