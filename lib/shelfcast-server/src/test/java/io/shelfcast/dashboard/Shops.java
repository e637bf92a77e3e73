package io.shelfcast.dashboard;

import io.shelfcast.FolderTree;
import io.shelfcast.StateFolder;
import io.shelfcast.database.Database;
import io.shelfcast.database.EmbeddedPostgres;
import io.shelfcast.fixtures.Market;
import io.shelfcast.monitoring.Limits;
import io.shelfcast.monitoring.MonitoringLog;
import io.shelfcast.monitoring.MonitoringReport;
import io.shelfcast.monitoring.MonitoringRun;
import io.shelfcast.progress.Progress;
import io.shelfcast.registry.Deployment;
import io.shelfcast.registry.DeploymentLog;
import io.shelfcast.registry.ModelRegistry;
import io.shelfcast.sales.Extract;
import io.shelfcast.sales.PostgresSales;
import io.shelfcast.sales.SalesPanel;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Customers for the dashboard, on an embedded server of their own: one in trouble whose id is a
 * script, one that does well with two versions, one that nobody has looked at.
 */
final class Shops implements ExtensionContext.Store.CloseableResource, AutoCloseable {

  static final String SCRIPT = "<script>alert(1)</script>";
  static final String CHEESE = "Käse & Söhne/../\"x'";
  static final String NEW = "new here";

  private static final int DAYS = 280;
  private static final int TRAINED = 160;
  static final LocalDate TODAY = Market.day(DAYS - 1);
  static final Instant NOW = TODAY.atTime(9, 30).toInstant(ZoneOffset.UTC);

  final StateFolder state;
  final Database database;
  final ModelRegistry registry;

  private Shops() throws IOException {
    state = new StateFolder(Files.createTempDirectory("shops"));
    database = Database.open(state, Map.of());
    registry = ModelRegistry.of(state);
  }

  static Shops open() throws IOException, SQLException {
    Shops shops = new Shops();
    Market.open(
            shops.database,
            SCRIPT,
            DAYS,
            (p, s, d, units) ->
                d >= DAYS - 7 ? (d == DAYS - 3 && s.equals("west") ? 0 : units / 2) : units)
        .sell("<b>dates", "east", DAYS - 20, DAYS - 1, 90)
        .forecast(167, DAYS - 1);
    shops.champion(SCRIPT, 1);
    shops.look(SCRIPT);
    Market.open(shops.database, CHEESE, DAYS, (p, s, d, units) -> units).forecast(167, DAYS - 1);
    shops.champion(CHEESE, 1);
    shops.champion(CHEESE, 2);
    shops.look(CHEESE);
    shops.run(CHEESE);
    Market.open(shops.database, NEW, 120, (p, s, d, units) -> units);
    return shops;
  }

  /** Trains the next version and promotes it, with a row in the log. */
  private void champion(String customer, int number) {
    SalesPanel panel =
        PostgresSales.read(
            database,
            customer,
            new Extract(null, Market.day(TRAINED + 7 * number)),
            clock(),
            Progress.NONE);
    int version = Market.train(registry, panel).version();
    new DeploymentLog(database)
        .append(
            Deployment.inRegistry(
                customer,
                NOW.minus(Duration.ofDays(100 - number)),
                "schedule",
                Deployment.Decision.PROMOTED,
                number == 1 ? null : number - 1,
                version,
                "MAE 2.31 instead of 2.52 over 9 windows (p = .012); |bias| .4 points better."));
    registry.promote(customer, version);
  }

  private void look(String customer) {
    MonitoringReport report =
        new MonitoringRun(database, registry, clock(), Limits.DEFAULT, Progress.NONE).run(customer);
    new MonitoringLog(database).add(report, NOW.minus(Duration.ofMinutes(12)));
  }

  private void run(String customer) throws SQLException {
    try (var connection = database.connect();
        var insert =
            connection.prepareStatement(
                "INSERT INTO shelfcast.runs (customer_id, due_at, started_at, ended_at, outcome, summary, error,"
                    + " attempt, actor, worker) VALUES (?, ?::timestamptz, ?::timestamptz, ?::timestamptz, 'done',"
                    + " 'Version 2 promoted: MAE 2.31 instead of 2.52', NULL, 1, 'schedule', 'host-1')")) {
      insert.setString(1, customer);
      for (int i = 0; i < 3; i++) {
        insert.setString(2 + i, NOW.minus(Duration.ofHours(30)).plusSeconds(200L * i).toString());
      }
      insert.executeUpdate();
    }
  }

  static Clock clock() {
    return Clock.fixed(NOW, ZoneOffset.UTC);
  }

  /** Starts a dashboard of them on loopback, at a free port. */
  Dashboard dashboard(String token) {
    return Dashboard.start(
        new DashboardOptions(DashboardOptions.LOOPBACK, 0, token), database, registry, clock());
  }

  @Override
  public void close() throws IOException {
    new EmbeddedPostgres(state).stop();
    FolderTree.delete(state.root());
  }

  /** Gives tests the shops: one set for the whole run, opened when first asked for. */
  static final class Shared implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Shops.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.create(Shops.class))
          .getOrComputeIfAbsent(
              Shops.class,
              type -> {
                try {
                  return Shops.open();
                } catch (IOException | SQLException e) {
                  throw new IllegalStateException(e);
                }
              },
              Shops.class);
    }
  }
}
