package io.shelfcast.scheduling;

import io.shelfcast.database.Database;
import io.shelfcast.database.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;

/** A piece of work with a connection of its own. */
@FunctionalInterface
interface Connected<T> {

  T run(Connection connection) throws SQLException;

  /**
   * Does it.
   *
   * @param what completes "Cannot ..."
   * @throws io.shelfcast.ShelfcastException if the database refuses or is away
   */
  static <T> T in(Database database, String what, Connected<T> work) {
    try (Connection connection = database.connect()) {
      return work.run(connection);
    } catch (SQLException e) {
      throw SqlFailure.of(what, e);
    }
  }
}
