package io.shelfcast.registry;

import io.shelfcast.evaluation.Verdict;
import io.shelfcast.models.EnsembleForecaster;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;

/**
 * A published version of a customer's model, whose files were whole when it was opened.
 *
 * @param version from 1
 * @param directory its folder, {@code v<N>}
 */
public record ModelVersion(String customer, int version, Path directory) {

  public static final String METRICS = "metrics.json";
  public static final String REPORT = "report.html";

  /**
   * Demands that a version's folder, copied to wherever, has every file as it was written.
   *
   * @throws io.shelfcast.ShelfcastException naming the file that is missing or differs
   */
  public static void check(Path directory) {
    Digests.check(directory);
  }

  /** Reads the model. */
  public EnsembleForecaster forecaster() {
    return EnsembleForecaster.load(directory);
  }

  /** Where the model came from, as {@code model.json} tells. */
  public Map<String, Object> provenance() {
    return EnsembleForecaster.provenance(directory);
  }

  /** The last day of sales that was known to its training, validation included. */
  public LocalDate lastDay() {
    Map<?, ?> data = (Map<?, ?>) provenance().get("data");
    return LocalDate.parse((String) data.get("lastDay"));
  }

  /** What its training came to, as {@code metrics.json} tells. */
  public Verdict verdict() {
    return Verdict.read(directory.resolve(METRICS));
  }
}
