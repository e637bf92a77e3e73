package io.shelfcast.notebook;

import io.shelfcast.EncodedId;
import io.shelfcast.FolderTree;
import io.shelfcast.ShelfcastException;
import io.shelfcast.database.Database;
import io.shelfcast.database.Loader;
import io.shelfcast.database.SqlFailure;
import io.shelfcast.evaluation.Gate;
import io.shelfcast.evaluation.Headline;
import io.shelfcast.evaluation.Level;
import io.shelfcast.models.EnsembleForecaster;
import io.shelfcast.models.TrainingOptions;
import io.shelfcast.models.Weights;
import io.shelfcast.monitoring.Limits;
import io.shelfcast.monitoring.MonitoringRun;
import io.shelfcast.prediction.Prediction;
import io.shelfcast.prediction.PredictionRun;
import io.shelfcast.progress.Progress;
import io.shelfcast.registry.Deployment;
import io.shelfcast.registry.DeploymentLog;
import io.shelfcast.registry.ModelRegistry;
import io.shelfcast.registry.ModelVersion;
import io.shelfcast.registry.Promotions;
import io.shelfcast.retraining.AfterPromotion;
import io.shelfcast.retraining.Match;
import io.shelfcast.retraining.Outcome;
import io.shelfcast.retraining.PromotionRule;
import io.shelfcast.retraining.RetrainingRun;
import io.shelfcast.sales.Extract;
import io.shelfcast.sales.PostgresSales;
import io.shelfcast.sales.SalesPanel;
import io.shelfcast.tables.WholeCsv;
import io.shelfcast.training.TrainingRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * A sample as a customer of its own, in which time goes by: models are trained, judged and watched
 * as of days that the notebook names, in the database and the models' folder that scripts use.
 * Other customers are not touched, and at the {@link #end} this one goes.
 */
public final class Rehearsal {

  private static final String ACTOR = "notebook";
  private static final Level LEVEL = Gate.DEFAULT_LEVEL;
  private static final int WEEK = 7;
  private static final String CUSTOMERS_TABLES =
      "SELECT table_name FROM information_schema.columns JOIN information_schema.tables"
          + " USING (table_schema, table_name) WHERE table_schema = 'shelfcast'"
          + " AND column_name = 'customer_id' AND table_type = 'BASE TABLE' ORDER BY 1";
  private final Database database;
  private final ModelRegistry registry;
  private final String customer;
  private final boolean kept;
  private final Set<String> said = new HashSet<>();

  private Rehearsal(Database database, ModelRegistry registry, String customer, boolean kept) {
    this.database = database;
    this.registry = registry;
    this.customer = customer;
    this.kept = kept;
  }

  /**
   * Begins anew: what an earlier rehearsal of this name has left goes.
   *
   * @param files the sales
   * @param kept whether the customer stays at the {@link #end}
   */
  static Rehearsal begin(
      Database database, ModelRegistry registry, String customer, Path files, boolean kept) {
    Rehearsal rehearsal = new Rehearsal(database, registry, customer, kept);
    rehearsal.forget();
    new Loader(database, Progress.NONE).load(customer, files, Loader.Mode.REPLACE);
    return rehearsal;
  }

  /**
   * Takes the customer away, out of the database and the models' folder, so that both are as they
   * were before; in a quick notebook, whose scripts go on with it, it stays.
   */
  public void end() {
    if (kept) {
      System.out.println("Customer " + customer + " stays (quick).");
      return;
    }
    forget();
    System.out.println("Customer " + customer + " and its models are gone.");
  }

  private void forget() {
    database.requireSchema();
    forgetRows();
    forgetModels();
  }

  /** All rows that are the customer's, whichever table they are in, or none of them. */
  private void forgetRows() {
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      for (String table : tables(connection)) {
        try (PreparedStatement delete =
            connection.prepareStatement(
                "DELETE FROM shelfcast." + table + " WHERE customer_id = ?")) {
          delete.setString(1, customer);
          delete.executeUpdate();
        }
      }
      connection.commit();
    } catch (SQLException e) {
      throw SqlFailure.of("take away the rehearsal's customer '" + customer + "'", e);
    }
  }

  private static List<String> tables(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(CUSTOMERS_TABLES)) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  private void forgetModels() {
    Path folder = registry.models().resolve(EncodedId.of(customer).name());
    try {
      FolderTree.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How scripts call it: {@code --customer NAME}. */
  public String customer() {
    return customer;
  }

  public Database database() {
    return database;
  }

  public ModelRegistry registry() {
    return registry;
  }

  /** The version in use. */
  public ModelVersion champion() {
    return registry.open(customer);
  }

  /** A year of sales, and what features look back at, as known on a day. */
  public SalesPanel panel(LocalDate asOf) {
    return PostgresSales.read(database, customer, year(asOf), noon(asOf), Progress.NONE);
  }

  private static Extract year(LocalDate asOf) {
    return new Extract(Extract.YEAR.historyDays(), asOf);
  }

  static Clock noon(LocalDate day) {
    return Clock.fixed(day.atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
  }

  /** What {@code train --as-of} does. */
  public Trained train(LocalDate asOf, TrainingOptions options) {
    try (LineProgress progress = new LineProgress(System.out, said)) {
      Promotions promotions = Promotions.logged(registry, database, progress::say);
      return Trained.by(
          new TrainingRun(registry, promotions, ACTOR, noon(asOf), progress), panel(asOf), options);
    }
  }

  /**
   * What {@code retrain --as-of} does: trains a challenger and decides.
   *
   * @throws ShelfcastException if another process is at it, or if there are too few days that
   *     neither model has learnt from
   */
  public Challenge retrain(LocalDate asOf, TrainingOptions options) {
    ModelVersion before = champion();
    try (LineProgress progress = new LineProgress(System.out, said)) {
      RetrainingRun run =
          new RetrainingRun(
              database, registry, noon(asOf), ACTOR, AfterPromotion.NOTHING, progress);
      Outcome outcome = run.run(customer, request(asOf, options));
      if (outcome.decision() == Outcome.Decision.BUSY) {
        throw new ShelfcastException(outcome.reason());
      }
      EnsembleForecaster young = registry.open(customer, outcome.challenger()).forecaster();
      Match match = Match.of(before.forecaster(), young, panel(asOf), LEVEL, Progress.NONE);
      if (match == null) {
        throw new ShelfcastException(outcome.reason());
      }
      return new Challenge(outcome, match);
    }
  }

  private static RetrainingRun.Request request(LocalDate asOf, TrainingOptions options) {
    return new RetrainingRun.Request(
        options, true, Weights.Kind.FITTED, year(asOf), LEVEL, PromotionRule.DEFAULT);
  }

  /** The versions of the registry, with what each came to on the last days of its training. */
  public Table versions() {
    Table table =
        Table.create(
            "versions",
            StringColumn.create("version"),
            StringColumn.create("sales known to"),
            StringColumn.create("judged on"),
            DoubleColumn.create("MAE %"),
            DoubleColumn.create("bias %"),
            StringColumn.create("gate"),
            StringColumn.create("state"));
    List<Integer> former = registry.formerChampions(customer);
    int now = registry.champion(customer).orElse(0);
    for (int v : registry.versions(customer)) {
      ModelVersion version = registry.open(customer, v);
      var headline = Headline.of(version.verdict());
      table.stringColumn(0).append("v" + v);
      table.stringColumn(1).append(version.lastDay().toString());
      table.stringColumn(2).append(headline.get("firstDay") + " to " + headline.get("lastDay"));
      table.doubleColumn(3).append(100 * (Double) headline.get("maePercent"));
      table.doubleColumn(4).append(100 * (Double) headline.get("bias"));
      table.stringColumn(5).append(version.verdict().passed() ? "passed" : "missed");
      table
          .stringColumn(6)
          .append(v == now ? "champion" : former.contains(v) ? "former champion" : "");
    }
    return table;
  }

  /** The log of decisions, oldest first, each with the first sentence of its reason. */
  public Table decisions() {
    Table table =
        Table.create(
            "decisions",
            StringColumn.create("day"),
            StringColumn.create("decision"),
            StringColumn.create("version"),
            StringColumn.create("champion then"),
            StringColumn.create("reason"));
    List<Deployment> all = new DeploymentLog(database).list(customer, Integer.MAX_VALUE);
    for (int i = all.size() - 1; i >= 0; i--) {
      Deployment d = all.get(i);
      table.stringColumn(0).append(d.at().atOffset(ZoneOffset.UTC).toLocalDate().toString());
      table.stringColumn(1).append(d.decision().toString());
      table.stringColumn(2).append("v" + d.toVersion());
      table.stringColumn(3).append(d.fromVersion() == null ? "none" : "v" + d.fromVersion());
      table.stringColumn(4).append(d.reason().replaceFirst("(?<=\\.) .*", ""));
    }
    return table;
  }

  /**
   * What {@code predict} does, once a week: forecasts with the champion, kept in the database.
   *
   * @param first the first origin; the others follow a week apart
   * @param last no origin after it
   * @return a row an origin
   */
  public Table predictWeekly(LocalDate first, LocalDate last) {
    Table table =
        Table.create(
            "forecasts kept",
            StringColumn.create("origin"),
            DoubleColumn.create("rows"),
            DoubleColumn.create("units forecast"));
    ModelVersion champion = champion();
    PredictionRun run = new PredictionRun(database, noon(last), Progress.NONE);
    for (LocalDate origin = first; !origin.isAfter(last); origin = origin.plusDays(WEEK)) {
      Prediction made =
          Prediction.of(
              champion.forecaster(), panel(origin), Prediction.Request.ALL, Progress.NONE);
      table.stringColumn(0).append(origin.toString());
      table.doubleColumn(1).append(run.save(champion, made));
      double units = 0;
      for (float mean : made.forecasts().mean()) {
        units += mean;
      }
      table.doubleColumn(2).append(units);
    }
    return table;
  }

  /**
   * Multiplies all sales from a day on, as {@code load --replace-days} would bring them.
   *
   * @return how many series-days were changed
   */
  public long changeSales(LocalDate from, double factor) {
    SalesPanel panel =
        PostgresSales.read(
            database, customer, Extract.ALL, Clock.systemDefaultZone(), Progress.NONE);
    try {
      Path folder = Files.createTempDirectory("shelfcast");
      Path file = folder.resolve("transactions.csv");
      long rows = write(panel, from, factor, file);
      new Loader(database, Progress.NONE).load(customer, folder, Loader.Mode.APPEND_REPLACING_DAYS);
      Files.delete(file);
      Files.delete(folder);
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long write(SalesPanel panel, LocalDate from, double factor, Path file) {
    return WholeCsv.write(
        file,
        csv -> {
          long rows = 0;
          csv.writeRecord("timestamp", "product_id", "store_id", "quantity");
          for (int s = 0; s < panel.seriesCount(); s++) {
            int first = Math.max(panel.startDay(s), (int) from.toEpochDay());
            for (int day = first; day <= panel.lastDay(); day++) {
              long quantity = Math.round(factor * panel.quantity(s, day));
              if (panel.quantity(s, day) > 0) {
                csv.writeRecord(
                    LocalDate.ofEpochDay(day).toString(),
                    panel.productId(s),
                    panel.storeId(s),
                    String.valueOf(quantity));
                rows++;
              }
            }
          }
          return rows;
        });
  }

  /** What {@code monitor --as-of} finds; it is shown, not kept. */
  public MonitoringBoard monitor(LocalDate asOf) {
    MonitoringRun run =
        new MonitoringRun(database, registry, noon(asOf), Limits.DEFAULT, Progress.NONE);
    return new MonitoringBoard(run.run(customer));
  }
}
