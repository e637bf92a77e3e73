package io.shelfcast.serving;

import io.shelfcast.ShelfcastException;
import io.shelfcast.models.EnsembleForecaster;
import io.shelfcast.registry.ModelVersion;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** One model out of a folder; there is no database, so that instances carry their history. */
public final class StoredModel implements Models {

  private final CompletableFuture<ServedModel> loading;

  private StoredModel(CompletableFuture<ServedModel> loading) {
    this.loading = loading;
  }

  /**
   * Loads a model's folder, as {@code train} has written it.
   *
   * @throws ShelfcastException if it is none, or damaged
   */
  public static StoredModel of(Path directory) {
    return new StoredModel(CompletableFuture.completedFuture(read(directory)));
  }

  /**
   * Loads a folder that has to be fetched first, while the server answers already that it is not
   * ready.
   *
   * @param failed is told why it could not be loaded
   */
  public static StoredModel loading(
      Supplier<Path> fetched, Executor executor, java.util.function.Consumer<Throwable> failed) {
    CompletableFuture<ServedModel> model =
        CompletableFuture.supplyAsync(() -> read(fetched.get()), executor);
    model.whenComplete(
        (m, e) -> {
          if (e != null) {
            failed.accept(e.getCause() == null ? e : e.getCause());
          }
        });
    return new StoredModel(model);
  }

  private static ServedModel read(Path directory) {
    ModelVersion.check(directory);
    EnsembleForecaster model = EnsembleForecaster.load(directory);
    Map<String, Object> provenance = EnsembleForecaster.provenance(directory);
    return new ServedModel(
        String.valueOf(provenance.getOrDefault("customer", "")),
        "v" + EnsembleForecaster.version(directory),
        model,
        null);
  }

  @Override
  public boolean ready() {
    return loading.isDone() && !loading.isCompletedExceptionally();
  }

  @Override
  public ServedModel of(String customer) {
    if (!ready()) {
      throw new ShelfcastException("The model is not loaded yet");
    }
    ServedModel model = loading.join();
    if (customer != null && !customer.equals(model.customer())) {
      throw new Refusal("customer_id", "This model is not of customer '" + customer + "'");
    }
    return model;
  }

  @Override
  public Instance instance(String customer, String productId, String storeId) {
    throw new ShelfcastException("There is no database here: instances come from 'jbang serve'");
  }

  @Override
  public void close() {}
}
