package io.shelfcast.training;

import io.shelfcast.evaluation.Evaluation;
import io.shelfcast.evaluation.Level;
import io.shelfcast.evaluation.Scores;
import io.shelfcast.evaluation.Verdict;
import io.shelfcast.models.EnsembleForecaster;
import io.shelfcast.models.Windows;
import io.shelfcast.sales.SalesPanel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Where a model came from: data, windows, parameters, seed, headline metrics, libraries, time. It
 * consists of plain maps, texts and numbers, so that JSON gives it back as it was.
 */
final class Provenance {

  static final String DATA = "data";
  static final String HISTORY_DAYS = "historyDays";
  static final String LAST_DAY = "lastDay";
  static final String REFIT = "refit";
  private static final String FROM_SOURCES = "from sources";

  private Provenance() {}

  /**
   * Gathers it.
   *
   * @param historyDays days whose sales are targets, null for all
   * @param evaluated the model that the verdict is about; its windows are told
   * @param refit whether the model saved is another one, fitted again up to the last day
   */
  static Map<String, Object> of(
      SalesPanel panel,
      Integer historyDays,
      EnsembleForecaster evaluated,
      Verdict verdict,
      boolean refit,
      Instant time) {
    Map<String, Object> p = new LinkedHashMap<>();
    p.put("customer", panel.customer());
    p.put("trainedAt", time.toString());
    p.put(REFIT, refit);
    p.put("seed", evaluated.options().seed());
    p.put(DATA, data(panel, historyDays));
    p.put("windows", windows(evaluated.windows()));
    p.put("parameters", Facts.parameters(evaluated));
    p.put("gate", Map.of("level", verdict.gate().level().key(), "passed", verdict.passed()));
    p.put("metrics", metrics(verdict));
    p.put("libraries", libraries());
    return p;
  }

  private static Map<String, Object> data(SalesPanel panel, Integer historyDays) {
    Map<String, Object> d = new LinkedHashMap<>();
    d.put("firstDay", LocalDate.ofEpochDay(panel.firstDay()).toString());
    d.put(LAST_DAY, LocalDate.ofEpochDay(panel.lastDay()).toString());
    d.put(HISTORY_DAYS, historyDays);
    d.put("rows", panel.reading().rows());
    d.put("series", started(panel));
    d.put("products", panel.products().size());
    d.put("stores", panel.stores().size());
    d.put("sha256", PanelDigest.of(panel));
    return d;
  }

  static int started(SalesPanel panel) {
    int series = 0;
    for (int s = 0; s < panel.seriesCount(); s++) {
      series += panel.started(s) ? 1 : 0;
    }
    return series;
  }

  private static Map<String, Object> windows(Windows w) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("training", w.training().toString());
    all.put("stopping", w.stopping().stream().map(Windows.Range::toString).toList());
    all.put("calibration", w.calibration().stream().map(Windows.Range::toString).toList());
    all.put("validation", w.validation() == null ? null : w.validation().toString());
    return all;
  }

  /** By level, then model. */
  private static Map<String, Object> metrics(Verdict verdict) {
    Evaluation evaluation = verdict.evaluation();
    Map<String, Object> levels = new LinkedHashMap<>();
    for (Level level : List.of(Level.PRODUCT_STORE_DAY, verdict.gate().level())) {
      Map<String, Object> models = new LinkedHashMap<>();
      for (String model : evaluation.models()) {
        Scores s = evaluation.scores(model, level);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("mae", orNull(s.mae()));
        values.put("wape", orNull(s.wape()));
        values.put("mape", orNull(s.mape()));
        values.put("coverage", orNull(s.coverage()));
        values.put("bias", orNull(s.bias()));
        models.put(model, values);
      }
      levels.put(level.key(), models);
    }
    return levels;
  }

  private static Double orNull(double value) {
    return Double.isFinite(value) ? value : null;
  }

  static Map<String, Object> libraries() {
    Map<String, Object> versions = new LinkedHashMap<>();
    String own = Provenance.class.getPackage().getImplementationVersion();
    versions.put("shelfcast", own == null ? FROM_SOURCES : own);
    versions.put("deeplearning4j", maven("org.deeplearning4j/deeplearning4j-nn"));
    versions.put("xgboost4j", maven("ml.dmlc/xgboost4j_2.12"));
    versions.put("java", Runtime.version().toString());
    return versions;
  }

  /** The version that a jar made by Maven tells. */
  private static String maven(String artifact) {
    String file = "/META-INF/maven/" + artifact + "/pom.properties";
    try (InputStream in = Provenance.class.getResourceAsStream(file)) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty("version", "unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For the page: its plain parts, each in a line. */
  static Map<String, String> shown(Map<String, Object> provenance) {
    Map<String, String> lines = new LinkedHashMap<>();
    provenance.forEach(
        (name, value) -> {
          if (name.equals(DATA) || name.equals("libraries")) {
            ((Map<?, ?>) value)
                .forEach(
                    (part, v) ->
                        lines.put(
                            name.equals(DATA) ? "data: " + part : part.toString(),
                            v == null ? "all" : v.toString()));
          } else if (!(value instanceof Map)) {
            lines.put(name, String.valueOf(value));
          }
        });
    return lines;
  }
}
