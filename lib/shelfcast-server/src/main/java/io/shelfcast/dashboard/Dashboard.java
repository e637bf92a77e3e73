package io.shelfcast.dashboard;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.shelfcast.EncodedId;
import io.shelfcast.ShelfcastException;
import io.shelfcast.database.Database;
import io.shelfcast.database.ForecastHistory;
import io.shelfcast.monitoring.MonitoringLog;
import io.shelfcast.monitoring.MonitoringReport;
import io.shelfcast.registry.ModelRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The dashboard's server. */
public final class Dashboard implements AutoCloseable {

  private static final String CUSTOMER = "/customers/{customer}";
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";

  /** Open to everybody: neither tells anything of a customer. */
  private static final Set<String> OPEN = Set.of("/healthz", "/dashboard.css", "/sign-in");

  private static final int LARGEST_FORM = 10_000;

  private final DashboardOptions options;
  private final Clock clock;
  private final DashboardData data;
  private final Access access;
  private final Prometheus prometheus = new Prometheus();
  private final String style = resource("dashboard.css");
  private final Javalin http;

  private Dashboard(
      DashboardOptions options, Database database, ModelRegistry registry, Clock clock) {
    this.options = options;
    this.clock = clock;
    data = new DashboardData(database, registry, clock);
    access = new Access(options, clock);
    http = Javalin.create(this::configure);
  }

  /**
   * Starts to listen.
   *
   * @param clock tells now, and the zone in which times are shown
   * @throws ShelfcastException if the address is taken or is none of this machine, or the database
   *     lacks Shelfcast's tables
   */
  public static Dashboard start(
      DashboardOptions options, Database database, ModelRegistry registry, Clock clock) {
    database.requireSchema();
    Dashboard dashboard = new Dashboard(options, database, registry, clock);
    try {
      dashboard.http.start();
      return dashboard;
    } catch (RuntimeException e) {
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      throw new ShelfcastException(
          "Cannot listen on " + options.host() + ":" + options.port() + ": " + root.getMessage(),
          e);
    }
  }

  private void configure(JavalinConfig c) {
    c.startup.showJavalinBanner = false;
    c.startup.startupWatcherEnabled = false;
    c.startup.showOldJavalinVersionWarning = false;
    c.jetty.host = options.host();
    c.jetty.port = options.port();
    c.http.maxRequestSize = LARGEST_FORM;
    c.requestLogger.http(
        (ctx, ms) ->
            prometheus.answered(
                route(ctx), ctx.statusCode(), Duration.ofNanos((long) (ms * 1_000_000))));
    c.routes.before(this::guard);
    c.routes.get("/healthz", this::health);
    c.routes.get(
        "/dashboard.css",
        ctx -> ctx.header("Cache-Control", "max-age=300").contentType("text/css").result(style));
    c.routes.get("/metrics", this::metrics);
    c.routes.get("/sign-in", ctx -> html(ctx, SignInPage.html(access.formValue(ctx), false)));
    c.routes.post("/sign-in", this::signIn);
    c.routes.get("/", this::overview);
    c.routes.get(CUSTOMER, this::customer);
    c.routes.get(CUSTOMER + "/figures/{figure}", this::figure);
    c.routes.get(CUSTOMER + "/rollback/{version}", this::askRollback);
    c.routes.post(CUSTOMER + "/rollback/{version}", this::rollBack);
    c.routes.exception(Stop.class, (e, ctx) -> {});
    c.routes.exception(
        ShelfcastException.class,
        (e, ctx) ->
            say(ctx, HttpStatus.INTERNAL_SERVER_ERROR, "Something is wrong", e.getMessage()));
    c.routes.error(
        404,
        ctx -> {
          if (ctx.result() == null || !String.valueOf(ctx.contentType()).contains("html")) {
            say(ctx, HttpStatus.NOT_FOUND, "Not found", "There is no such page.");
          }
        });
  }

  /** The path's pattern: a customer's id must not become a label. */
  private static String route(Context ctx) {
    var endpoints = ctx.endpoints().list();
    String path = endpoints.isEmpty() ? "" : endpoints.get(endpoints.size() - 1).path;
    return path.isEmpty() || path.equals("*") ? "other" : path;
  }

  /** Ends the handling of a request that is answered already. */
  private static final class Stop extends RuntimeException {
    Stop() {
      super(null, null, false, false);
    }
  }

  private void guard(Context ctx) {
    ctx.header("Content-Security-Policy", POLICY);
    ctx.header("X-Content-Type-Options", "nosniff");
    ctx.header("Referrer-Policy", "same-origin");
    ctx.header("Cross-Origin-Opener-Policy", "same-origin");
    ctx.header("Cross-Origin-Resource-Policy", "same-origin");
    ctx.header("Cache-Control", "no-store");
    if (!access.hostAllowed(ctx)) {
      say(
          ctx,
          HttpStatus.MISDIRECTED_REQUEST,
          "Not here",
          "Without a token, the dashboard answers to localhost alone.");
      stop(ctx);
    }
    if (!OPEN.contains(ctx.path()) && !access.signedIn(ctx)) {
      if (ctx.path().equals("/metrics")) {
        ctx.status(HttpStatus.UNAUTHORIZED)
            .header("WWW-Authenticate", "Bearer")
            .result("The token is needed: Authorization: Bearer TOKEN\n");
      } else {
        ctx.redirect("/sign-in", HttpStatus.SEE_OTHER);
      }
      stop(ctx);
    }
    if (ctx.method().name().equals("POST") && !access.ours(ctx)) {
      say(
          ctx,
          HttpStatus.FORBIDDEN,
          "Not done",
          "The form did not come from a page of this dashboard, or from one of before it was"
              + " started again: open the page anew.");
      stop(ctx);
    }
  }

  private static void stop(Context ctx) {
    ctx.skipRemainingHandlers();
    throw new Stop();
  }

  private void health(Context ctx) {
    boolean healthy = data.healthy();
    ctx.status(healthy ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
        .contentType("application/json")
        .result(
            healthy
                ? "{\"status\":\"up\"}\n"
                : "{\"status\":\"down\",\"reason\":\"the database does not answer or lacks its tables\"}\n");
  }

  private void metrics(Context ctx) {
    Map<String, MonitoringLog.Run> runs = data.monitoring();
    Map<String, Integer> champions = new HashMap<>();
    runs.keySet().forEach(c -> champions.put(c, data.champion(c)));
    ctx.contentType("text/plain; version=0.0.4; charset=utf-8")
        .result(prometheus.text(runs, champions));
  }

  private void signIn(Context ctx) {
    if (access.isToken(ctx.formParam("token"))) {
      access.signIn(ctx);
      ctx.redirect("/", HttpStatus.SEE_OTHER);
    } else {
      ctx.status(HttpStatus.UNAUTHORIZED);
      html(ctx, SignInPage.html(access.formValue(ctx), true));
    }
  }

  private void overview(Context ctx) {
    html(ctx, new OverviewPage(data, clock.instant()).html(ctx.queryParam("q")));
  }

  private void customer(Context ctx) {
    CustomerState state = state(ctx);
    SeriesSection series =
        state.monitoring() == null
            ? null
            : data.series(
                state.monitoring().report(),
                plain(ctx.queryParam(SeriesSection.PRODUCT)),
                plain(ctx.queryParam(SeriesSection.STORE)));
    html(
        ctx,
        new CustomerPage(state, series, clock.instant(), clock.getZone())
            .html(number(ctx.queryParam("rolled-back"))));
  }

  private void figure(Context ctx) {
    MonitoringLog.Run run = data.monitoring(id(ctx));
    String name = ctx.pathParam("figure");
    String svg =
        run == null || !name.endsWith(".svg")
            ? null
            : svg(ctx, run.report(), name.substring(0, name.length() - ".svg".length()));
    if (svg == null) {
      throw missing(ctx, "There is no such figure.");
    }
    // what XChart writes has style attributes, which an image may have
    ctx.header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
        .contentType("image/svg+xml")
        .result(svg);
  }

  private String svg(Context ctx, MonitoringReport report, String name) {
    boolean narrow = ctx.queryParam("narrow") != null;
    boolean dark = ctx.queryParam("dark") != null;
    if (!name.equals(SeriesSection.FIGURE)) {
      return PageFigures.svg(report, name, narrow, dark);
    }
    String product = plain(ctx.queryParam(SeriesSection.PRODUCT));
    String store = plain(ctx.queryParam(SeriesSection.STORE));
    return product == null || store == null
        ? null
        : PageFigures.svg(
            data.days(report, new ForecastHistory.Series(product, store)), narrow, dark);
  }

  /** PostgreSQL's text holds any character but this one, so that no id has it. */
  private static String plain(String id) {
    return id == null ? null : id.replace('\0', ' ');
  }

  private void askRollback(Context ctx) {
    CustomerState state = state(ctx);
    VersionCard to = former(ctx, state);
    html(ctx, RollbackPage.html(state, to, access.formValue(ctx)));
  }

  private void rollBack(Context ctx) {
    CustomerState state = state(ctx);
    VersionCard to = former(ctx, state);
    Integer from = number(ctx.formParam("from"));
    if (from == null || !from.equals(state.champion())) {
      say(
          ctx,
          HttpStatus.CONFLICT,
          "Not done",
          "The champion was changed meanwhile, to "
              + (state.champion() == null ? "none" : "version " + state.champion())
              + ": look again, then decide.");
      return;
    }
    String said = ctx.formParam("reason");
    String reason =
        said == null || said.isBlank()
            ? "Rolled back from the dashboard."
            : said.strip().substring(0, Math.min(RollbackPage.REASON, said.strip().length()));
    data.rollBack(state.customer(), from, to.version(), reason);
    ctx.redirect(
        Layout.path(state.customer()) + "?rolled-back=" + to.version() + "#models",
        HttpStatus.SEE_OTHER);
  }

  private VersionCard former(Context ctx, CustomerState state) {
    VersionCard card = state.version(number(ctx.pathParam("version")));
    if (card == null
        || card.damage() != null
        || state.champion() == null
        || !state.former().contains(card.version())) {
      throw missing(ctx, "There is no such version to roll back to.");
    }
    if (Integer.valueOf(card.version()).equals(state.champion())) {
      say(
          ctx,
          HttpStatus.CONFLICT,
          "Not done",
          "Version " + card.version() + " is the champion already.");
      throw new Stop();
    }
    return card;
  }

  private CustomerState state(Context ctx) {
    CustomerState state = data.customer(id(ctx));
    if (state == null) {
      throw missing(ctx, "There is no such customer.");
    }
    return state;
  }

  private static String id(Context ctx) {
    try {
      return new EncodedId(ctx.pathParam("customer")).id();
    } catch (ShelfcastException e) {
      throw missing(ctx, "There is no such customer.");
    }
  }

  private static Stop missing(Context ctx, String text) {
    say(ctx, HttpStatus.NOT_FOUND, "Not found", text);
    return new Stop();
  }

  private static Integer number(String text) {
    return text != null && text.matches("[0-9]{1,9}") ? Integer.valueOf(text) : null;
  }

  private static void say(Context ctx, HttpStatus status, String title, String text) {
    ctx.status(status);
    html(ctx, Layout.message(title, text));
  }

  private static void html(Context ctx, String page) {
    ctx.contentType("text/html; charset=utf-8").result(page);
  }

  private static String resource(String name) {
    try (InputStream in = Dashboard.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port listened on. */
  public int port() {
    return http.port();
  }

  /** Where to look. */
  public String address() {
    String host =
        options.host().contains(":") && !options.host().startsWith("[")
            ? "[" + options.host() + "]"
            : options.host();
    return "http://" + host + ":" + port() + "/";
  }

  @Override
  public void close() {
    http.stop();
    prometheus.close();
  }
}
