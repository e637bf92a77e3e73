package io.shelfcast.sales;

import io.shelfcast.ShelfcastException;
import io.shelfcast.database.Database;
import io.shelfcast.database.SqlFailure;
import io.shelfcast.database.TransactionsSource;
import io.shelfcast.progress.Progress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Reads a customer's sales from PostgreSQL into a {@link SalesPanel}: the same panel, to the bit,
 * as {@link CsvSales} makes of the files that were loaded.
 */
public final class PostgresSales {

  /** Rows a round trip; as fast as COPY out here, where the server's sums take most of the time. */
  private static final int FETCH = 20_000;

  private static final String EPOCH = "DATE '1970-01-01'";

  private final TransactionsSource source;
  private final Connection connection;
  private final String customer;
  private final Rows rows;

  private PostgresSales(TransactionsSource source, Connection connection, String customer) {
    this.source = source;
    this.connection = connection;
    this.customer = customer;
    this.rows = Rows.of(source);
  }

  /**
   * What sums by day are made of: transactions, or Shelfcast's own sums of them.
   *
   * @param time the column that days are chosen by
   * @param day the epoch day of a row
   * @param sums quantity, money paid and units that it was paid for, and number of transactions
   */
  private record Rows(
      String relation,
      String time,
      String day,
      String sums,
      String grouping,
      String firstSaleGrouping) {

    static Rows of(TransactionsSource source) {
      if (source.own()) {
        return new Rows(
            "shelfcast.daily_sales",
            "day",
            "(day - " + EPOCH + ")",
            "quantity, paid, paid_units, transactions",
            "",
            " AND quantity > 1e-9");
      }
      // A sum for each price, of which a day has seldom more than one, costs the server little
      // more than half of what sums of products cost it. Units bought and brought back both count
      // as paid.
      String units = "SUM(quantity) - 2 * COALESCE(SUM(quantity) FILTER (WHERE quantity < 0), 0)";
      String paid =
          source.hasUnitPrice()
              ? "(%s) * unit_price, CASE WHEN unit_price IS NOT NULL THEN %s END"
                  .formatted(units, units)
              : "NULL::numeric, NULL::numeric";
      return new Rows(
          source.relation(),
          "\"timestamp\"",
          "(\"timestamp\"::date - " + EPOCH + ")",
          "SUM(quantity), " + paid + ", count(*)",
          " AND quantity IS NOT NULL GROUP BY 1, 2, 3"
              + (source.hasUnitPrice() ? ", unit_price" : ""),
          " GROUP BY 1, 2, 3 HAVING SUM(quantity) > 1e-9");
    }
  }

  /**
   * Reads a customer's sales and covariates as of one moment, whatever is loaded meanwhile.
   *
   * @param clock tells today, to say how old the last sale is
   * @param progress is told of a short or an old history
   * @throws ShelfcastException if the customer is unknown or has under 90 days of sales
   */
  public static SalesPanel read(
      Database database, String customer, Extract extract, Clock clock, Progress progress) {
    TransactionsSource source = database.transactions();
    boolean covariates = source.own() || database.hasSchema();
    try (Connection connection = database.connectToRead()) {
      Database.sumInMemory(connection);
      PostgresSales sales = new PostgresSales(source, connection, customer);
      int[] span = sales.span(extract);
      if (span == null) {
        throw sales.nothing(database, extract);
      }
      HistoryCheck.check(customer, span[0], span[1], clock, progress);
      return sales.panel(
          database,
          span,
          extract,
          new PostgresCovariates(covariates ? connection : null, customer),
          progress);
    } catch (SQLException e) {
      throw SqlFailure.of("read the sales of customer '" + customer + "'", e);
    }
  }

  /** The products and stores that Shelfcast's tables tell of, sold or not. */
  public static Catalogue catalogue(Database database, String customer) {
    return covariates(
        database, customer, tables -> new Catalogue(tables.products(), tables.stores()));
  }

  /**
   * The covariate tables of a panel that has products or stores besides those sold so far, which
   * {@link #read} leaves out.
   */
  public static Covariates covariates(Database database, SalesPanel panel) {
    PanelIds ids = PanelIds.of(panel);
    return covariates(
        database,
        panel.customer(),
        tables -> tables.read(ids.products(), ids.stores(), panel.lastDay()));
  }

  private static <T> T covariates(
      Database database, String customer, Function<PostgresCovariates, T> read) {
    if (!database.hasSchema()) {
      return read.apply(new PostgresCovariates(null, customer));
    }
    try (Connection connection = database.connectToRead()) {
      return read.apply(new PostgresCovariates(connection, customer));
    } catch (SQLException e) {
      throw SqlFailure.of("read the tables of customer '" + customer + "'", e);
    }
  }

  /**
   * What one product sold in one store, by day, for days with rows only.
   *
   * @return units of each day, below 0 where more came back than was sold
   */
  public static SortedMap<LocalDate, Double> ofSeries(
      Database database,
      String customer,
      String product,
      String store,
      LocalDate first,
      LocalDate last) {
    TransactionsSource source = database.transactions();
    try (Connection connection = database.connect()) {
      PostgresSales sales = new PostgresSales(source, connection, customer);
      String sql = sales.sums(" AND product_id::text = ? AND store_id::text = ?");
      SortedMap<LocalDate, Double> days = new TreeMap<>();
      try (PreparedStatement statement =
          sales.statement(sql, (int) first.toEpochDay(), (int) last.toEpochDay())) {
        statement.setString(4, product);
        statement.setString(5, store);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            days.merge(LocalDate.ofEpochDay(rows.getInt(3)), rows.getDouble(4), Double::sum);
          }
        }
      }
      return days;
    } catch (SQLException e) {
      throw SqlFailure.of("read the sales of customer '" + customer + "'", e);
    }
  }

  private ShelfcastException nothing(Database database, Extract extract) throws SQLException {
    if (extract.asOf() != null && span(Extract.ALL) != null) {
      return new ShelfcastException(
          "--as-of "
              + extract.asOf()
              + " is before the first sale of customer '"
              + customer
              + "', which is of "
              + LocalDate.ofEpochDay(span(Extract.ALL)[0]));
    }
    return database.unknownCustomer(customer);
  }

  private SalesPanel panel(
      Database database,
      int[] span,
      Extract extract,
      PostgresCovariates covariates,
      Progress progress)
      throws SQLException {
    int earliest = extract.earliestDay(span[1]);
    int from = Math.max(earliest, span[0]);
    SalesPanelBuilder builder = new SalesPanelBuilder(customer);
    long transactions = 0;
    if (source.own()) {
      try (PreparedStatement statement = statement(sums(""), from, span[1]);
          ResultSet result = statement.executeQuery()) {
        transactions = add(result, builder, progress);
      }
    } else {
      // The server has to sum: half of the days beside the other half.
      int middle = from + (span[1] - from) / 2;
      try (QueryBeside later =
              QueryBeside.start(
                  database,
                  connection,
                  c -> statement(c, sums(""), middle + 1, span[1]),
                  result -> add(result, builder, progress));
          PreparedStatement statement = statement(sums(""), from, middle);
          ResultSet result = statement.executeQuery()) {
        transactions = add(result, builder, progress) + later.transactions();
      }
    }
    builder.transactionRows(transactions);
    if (earliest > span[0]) {
      firstSales(builder, span[0], earliest - 1);
    }
    return builder.build(earliest, covariates.products(), covariates.stores(), covariates::read);
  }

  /**
   * Adds sums by day to the panel to be, in any order and beside others that do; returns how many
   * transactions they are of.
   */
  private long add(ResultSet sums, SalesPanelBuilder builder, Progress progress)
      throws SQLException {
    long transactions = 0;
    while (sums.next()) {
      double paid = sums.getDouble(5);
      paid = sums.wasNull() ? Double.NaN : paid;
      String product = sums.getString(1);
      String store = sums.getString(2);
      double quantity = sums.getDouble(4);
      if (product == null || store == null || !Double.isFinite(quantity)) {
        throw new ShelfcastException(
            source.relation()
                + " has sales of customer '"
                + customer
                + "' on "
                + LocalDate.ofEpochDay(sums.getInt(3))
                + " without product_id or store_id, or with a quantity that is no number: a view can leave them out");
      }
      int day = sums.getInt(3);
      double paidUnits = sums.getDouble(6);
      transactions += sums.getLong(7);
      synchronized (builder) {
        builder.daySum(product, store, day, quantity, paid, paidUnits);
        if (builder.rows() % FETCH == 0) {
          progress.step("reading sales", builder.rows(), 0, "series-days");
        }
      }
    }
    return transactions;
  }

  /** First and last day with rows up to the day to be known; null if there is none. */
  private int[] span(Extract extract) throws SQLException {
    String time = rows.time();
    String sql =
        "SELECT min(%s)::date - %s, max(%s)::date - %s FROM ".formatted(time, EPOCH, time, EPOCH)
            + rows.relation()
            + " WHERE "
            + isCustomer()
            + (extract.asOf() == null ? "" : " AND " + time + " < ?");
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, customer);
      if (extract.asOf() != null) {
        statement.setObject(2, extract.asOf().plusDays(1));
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        int first = row.getInt(1);
        return row.wasNull() ? null : new int[] {first, row.getInt(2)};
      }
    } catch (SQLException e) {
      if (e.getSQLState() != null && e.getSQLState().startsWith("22")) {
        connection.rollback(); // the id is none of the column's type, so that nobody has it
        return null;
      }
      throw e;
    }
  }

  private String isCustomer() {
    return "customer_id = CAST(? AS " + source.customerType() + ")";
  }

  /** Sums by day, of the days given and of what else is asked for. */
  private String sums(String condition) {
    return "SELECT product_id::text, store_id::text, "
        + rows.day()
        + ", "
        + rows.sums()
        + " FROM "
        + rows.relation()
        + " WHERE "
        + isCustomer()
        + " AND "
        + rows.time()
        + " >= ? AND "
        + rows.time()
        + " < ?"
        + condition
        + rows.grouping();
  }

  /** Tells the builder of series that were sold before the days read. */
  private void firstSales(SalesPanelBuilder builder, int from, int to) throws SQLException {
    String sql =
        "SELECT product, store, min(day) FROM (SELECT product_id::text AS product, store_id::text AS store, "
            + rows.day()
            + " AS day FROM "
            + rows.relation()
            + " WHERE "
            + isCustomer()
            + " AND "
            + rows.time()
            + " >= ? AND "
            + rows.time()
            + " < ?"
            + rows.firstSaleGrouping()
            + ") d GROUP BY 1, 2";
    try (PreparedStatement statement = statement(sql, from, to);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        builder.firstSale(rows.getString(1), rows.getString(2), rows.getInt(3));
      }
    }
  }

  private PreparedStatement statement(String sql, int fromDay, int toDay) throws SQLException {
    return statement(connection, sql, fromDay, toDay);
  }

  private PreparedStatement statement(Connection connection, String sql, int fromDay, int toDay)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.setFetchSize(FETCH);
    statement.setString(1, customer);
    statement.setObject(2, LocalDate.ofEpochDay(fromDay));
    statement.setObject(3, LocalDate.ofEpochDay(toDay + 1L));
    return statement;
  }
}
