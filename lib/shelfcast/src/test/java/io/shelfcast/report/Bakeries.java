package io.shelfcast.report;

import io.shelfcast.evaluation.Evaluation;
import io.shelfcast.evaluation.Gate;
import io.shelfcast.evaluation.Verdict;
import io.shelfcast.models.Forecasts;
import io.shelfcast.sales.Covariates;
import io.shelfcast.sales.SalesPanel;
import io.shelfcast.sales.SalesPanelBuilder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A small customer with awkward ids, its forecasts, and what training would say of them. */
final class Bakeries {

  static final String SCRIPT = "<script>alert(1)</script>";
  static final List<String> MODELS =
      List.of("lstm", "xgboost", "ensemble-fixed", "ensemble", "seasonal-naive");
  private static final int DAYS = 120;
  private static final int HORIZON = 7;

  final SalesPanel panel;
  final List<Forecasts> forecasts;

  private Bakeries(SalesPanel panel, List<Forecasts> forecasts) {
    this.panel = panel;
    this.forecasts = forecasts;
  }

  /** Every product in every store; each model errs more than the one before in {@link #MODELS}. */
  static Bakeries with(List<String> products, List<String> stores, List<String> models) {
    SplittableRandom random = new SplittableRandom(7);
    SalesPanelBuilder builder = new SalesPanelBuilder("B\u00e4cker & S\u00f6hne");
    int first = (int) LocalDate.of(2024, 1, 1).toEpochDay();
    for (String product : products) {
      for (String store : stores) {
        for (int d = 0; d < DAYS; d++) {
          int sold = 20 + 5 * (d % 7) + random.nextInt(6);
          builder.sale(product, store, first + d, sold, Float.NaN);
        }
      }
    }
    SalesPanel panel =
        builder.build(Integer.MIN_VALUE, Map.of(), Map.of(), (p, s, d) -> Covariates.NONE);
    List<Forecasts> forecasts = new ArrayList<>();
    for (int window = 4; window >= 1; window--) {
      int origin = panel.lastDay() - HORIZON * window;
      for (String model : models) {
        forecasts.add(forecast(panel, model, origin));
      }
    }
    return new Bakeries(panel, forecasts);
  }

  private static Forecasts forecast(SalesPanel panel, String model, int origin) {
    int[] series = IntStream.range(0, panel.seriesCount()).toArray();
    float[] mean = new float[series.length * HORIZON];
    float[] p10 = mean.clone();
    float[] p90 = mean.clone();
    float off = model.startsWith("ensemble") ? 1 : model.equals("seasonal-naive") ? 6 : 2;
    for (int i = 0; i < mean.length; i++) {
      int day = origin + 1 + i % HORIZON;
      mean[i] = panel.quantity(i / HORIZON, day) + (i % 2 == 0 ? off : -off);
      p10[i] = mean[i] - 3;
      p90[i] = mean[i] + 3;
    }
    return new Forecasts(model, origin, HORIZON, series, mean, p10, mean.clone(), p90);
  }

  Verdict verdict() {
    return Verdict.of(Evaluation.of(panel, forecasts), Gate.DEFAULT_LEVEL, panel, null);
  }

  static ReportInput input() {
    LocalDate last = LocalDate.of(2024, 4, 29);
    double[] loss = {3, 2, 1, 1.5};
    return new ReportInput(
        3,
        List.of(
            new ReportInput.LearningCurve(
                "lstm", "epoch", "loss (MAE, levels)", loss, loss, 3, 50)),
        List.of(
            new ReportInput.Importance("avg_28d", "sales history", 30),
            new ReportInput.Importance("month", "temporal", 10)),
        List.of(new ReportInput.Window("validation", last.minusDays(27), last, 112)),
        new LinkedHashMap<>(Map.of("trees", "500")),
        new LinkedHashMap<>(Map.of("data digest", SCRIPT)));
  }

  static ReportInput nothing() {
    return new ReportInput(1, List.of(), List.of(), List.of(), Map.of(), Map.of());
  }

  /** Writes a page to the file named by the first argument; run in a machine without fonts. */
  public static void main(String[] args) {
    Bakeries shops = with(List.of("a"), List.of("1", "2", "3"), MODELS);
    Report.write(
        java.nio.file.Path.of(args[0]), shops.panel, shops.verdict(), shops.forecasts, input());
  }
}
