package io.shelfcast.serving;

import io.shelfcast.ShelfcastException;
import io.shelfcast.database.Database;
import io.shelfcast.progress.Progress;
import io.shelfcast.registry.ModelRegistry;
import io.shelfcast.registry.ModelVersion;
import io.shelfcast.sales.Extract;
import io.shelfcast.sales.PostgresSales;
import io.shelfcast.sales.SalesPanel;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The champions of a registry, with the forecasts of every series of the database. A new champion,
 * or newly loaded sales, are made ready beside the old, then take its place; what is being answered
 * meanwhile keeps the old.
 */
public final class RegistryModels implements Models {

  private static final int MOST_CUSTOMERS = 10_000;

  private final ModelRegistry registry;
  private final Database database;
  private final Selection selection;
  private final Clock clock;
  private final Progress progress;
  private final Map<String, Loaded> loaded = new ConcurrentHashMap<>();
  private final Map<String, String> failures = new ConcurrentHashMap<>();
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "shelfcast-models");
            thread.setDaemon(true);
            return thread;
          });
  private volatile boolean ready;

  /**
   * Who is served.
   *
   * @param customer null for all
   * @param version null for the champion, whichever it is at the time
   */
  public record Selection(String customer, Integer version) {

    /** Every customer with a champion. */
    public static final Selection ALL = new Selection(null, null);
  }

  private record Loaded(ServedModel model, int version, String state) {}

  /**
   * @param progress is told of models taken up, and of what went wrong with them
   */
  public RegistryModels(
      ModelRegistry registry,
      Database database,
      Selection selection,
      Clock clock,
      Progress progress) {
    this.registry = registry;
    this.database = database;
    this.selection = selection;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * Loads the models a first time.
   *
   * @throws ShelfcastException if the one customer selected cannot be served, saying why
   */
  public void load() {
    if (selection.customer() == null) {
      refresh();
      return;
    }
    int version = registry.open(selection.customer(), selection.version()).version();
    String state = DataState.of(database, selection.customer());
    loaded.put(selection.customer(), load(selection.customer(), version, state, null));
    ready = true;
  }

  /** Looks for new champions and new sales from now on, again and again. */
  public RegistryModels watch(Duration interval) {
    watch.scheduleWithFixedDelay(this::refresh, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    return this;
  }

  /** Looks once. What fails is told, once, and what is loaded stays. */
  void refresh() {
    try {
      List<String> customers =
          selection.customer() == null
              ? database.customers(MOST_CUSTOMERS)
              : List.of(selection.customer());
      customers.forEach(this::refresh);
      loaded.keySet().retainAll(customers);
      ready = selection.customer() == null || loaded.containsKey(selection.customer());
      failures.remove("");
    } catch (RuntimeException e) {
      failed("", e);
    }
  }

  private void refresh(String customer) {
    try {
      OptionalInt champion =
          selection.version() != null
              ? OptionalInt.of(selection.version())
              : registry.champion(customer);
      if (champion.isEmpty()) {
        return;
      }
      String state = DataState.of(database, customer);
      Loaded now = loaded.get(customer);
      boolean sameVersion = now != null && now.version == champion.getAsInt();
      if (sameVersion && now.state.equals(state)) {
        return;
      }
      loaded.put(customer, load(customer, champion.getAsInt(), state, sameVersion ? now : null));
      failures.remove(customer);
    } catch (RuntimeException e) {
      failed(customer, e);
    }
  }

  private Loaded load(String customer, int version, String state, Loaded sameVersion) {
    ModelVersion opened = registry.open(customer, version);
    var model = sameVersion == null ? opened.forecaster() : sameVersion.model.model();
    SalesPanel panel = read(customer);
    KnownForecasts known = KnownForecasts.of(model, panel, progress);
    String name = "v" + version;
    progress.say(
        "Serving "
            + name
            + " of customer '"
            + customer
            + "', "
            + known.forecasts().series().length
            + " series");
    return new Loaded(new ServedModel(customer, name, model, known), version, state);
  }

  private SalesPanel read(String customer) {
    return PostgresSales.read(database, customer, Extract.YEAR, clock, progress);
  }

  private void failed(String customer, RuntimeException e) {
    String said = e instanceof ShelfcastException ? e.getMessage() : e.toString();
    if (!said.equals(failures.put(customer, said))) {
      progress.say(said);
    }
  }

  @Override
  public boolean ready() {
    return ready;
  }

  @Override
  public ServedModel of(String customer) {
    String wanted = customer == null ? selection.customer() : customer;
    if (wanted == null) {
      throw new Refusal("customer_id", "is required: several customers are served");
    }
    Loaded model = loaded.get(wanted);
    if (model == null) {
      throw new Refusal("customer_id", "No model of customer '" + wanted + "' is served here");
    }
    return model.model;
  }

  @Override
  public Instance instance(String customer, String productId, String storeId) {
    ServedModel served = of(customer);
    SalesPanel panel = read(served.customer());
    int series = panel.series(productId, storeId);
    if (!panel.started(series)) {
      throw new Refusal("product_id", "has no sale yet");
    }
    return Instance.of(served.model(), panel, series);
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }
}
