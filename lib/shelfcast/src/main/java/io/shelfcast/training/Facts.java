package io.shelfcast.training;

import io.shelfcast.evaluation.TrainingFacts;
import io.shelfcast.features.Feature;
import io.shelfcast.models.EnsembleForecaster;
import io.shelfcast.models.LearningCurve;
import io.shelfcast.models.TrainingOptions;
import io.shelfcast.models.TrainingSample;
import io.shelfcast.models.Weights;
import io.shelfcast.models.Windows;
import io.shelfcast.report.ReportInput;
import io.shelfcast.sales.SalesPanel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a fitted model tells of itself, in the words of those who ask. */
final class Facts {

  private Facts() {}

  /** For advice. */
  static TrainingFacts forAdvice(EnsembleForecaster forecaster, SalesPanel panel) {
    TrainingOptions o = forecaster.options();
    Windows.Range training = forecaster.windows().training();
    return new TrainingFacts(
        training.days(),
        seriesDays(panel, training),
        new TrainingFacts.Xgboost(
            curve(forecaster.xgboostCurve(), o.xgboost().rounds()),
            o.xgboost().depth(),
            o.xgboost().learningRate()),
        new TrainingFacts.Lstm(
            curve(forecaster.lstmCurve(), o.lstm().epochs()),
            Arrays.stream(o.lstm().layers()).boxed().toList(),
            o.lstm().dropout(),
            o.steps()));
  }

  private static TrainingFacts.Curve curve(LearningCurve c, int max) {
    return TrainingFacts.Curve.of(c.training(), c.stopping(), c.best() + 1, max);
  }

  /** Days of all series in a window. */
  static long seriesDays(SalesPanel panel, Windows.Range range) {
    long days = 0;
    for (int s = 0; s < panel.seriesCount(); s++) {
      days += Math.max(0, range.last() - Math.max(range.first(), panel.startDay(s)) + 1);
    }
    return days;
  }

  /** For the page. */
  static ReportInput forReport(
      int version, EnsembleForecaster forecaster, SalesPanel panel, Map<String, String> origin) {
    TrainingOptions o = forecaster.options();
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put(
        "origins trained on", TrainingSample.of(panel, forecaster.windows(), o).toString());
    parameters(forecaster).forEach((name, value) -> parameters.put(name, String.valueOf(value)));
    return new ReportInput(
        version,
        List.of(
            curve(EnsembleForecaster.LSTM, "epoch", forecaster.lstmCurve(), o.lstm().epochs()),
            curve(
                EnsembleForecaster.XGBOOST,
                "tree",
                forecaster.xgboostCurve(),
                o.xgboost().rounds())),
        importance(forecaster.importance()),
        windows(forecaster.windows(), panel),
        parameters,
        origin);
  }

  private static ReportInput.LearningCurve curve(
      String model, String round, LearningCurve c, int max) {
    return new ReportInput.LearningCurve(
        model, round, c.metric(), c.training(), c.stopping(), c.best() + 1, max);
  }

  private static List<ReportInput.Importance> importance(double[] gain) {
    List<ReportInput.Importance> all = new ArrayList<>();
    for (Feature f : Feature.values()) {
      all.add(new ReportInput.Importance(f.label(), f.group().label(), gain[f.ordinal()]));
    }
    return all;
  }

  private static List<ReportInput.Window> windows(Windows w, SalesPanel panel) {
    List<ReportInput.Window> all = new ArrayList<>();
    all.add(window("training", w.training(), panel));
    for (int i = 0; i < w.stopping().size(); i++) {
      all.add(window("stopping", w.stopping().get(i), panel));
      all.add(window("calibration", w.calibration().get(i), panel));
    }
    if (w.validation() != null) {
      all.add(window("validation", w.validation(), panel));
    }
    return all;
  }

  private static ReportInput.Window window(String name, Windows.Range r, SalesPanel panel) {
    return new ReportInput.Window(
        name,
        LocalDate.ofEpochDay(r.first()),
        LocalDate.ofEpochDay(r.last()),
        seriesDays(panel, r));
  }

  /** Everything that can be set, in the order shown. */
  static Map<String, Object> parameters(EnsembleForecaster forecaster) {
    TrainingOptions o = forecaster.options();
    Weights weights = forecaster.weights();
    Map<String, Object> p = new LinkedHashMap<>();
    p.put("horizon", o.horizon());
    p.put("seed", o.seed());
    p.put("origins trained on, at most", o.maxSequences());
    p.put("weights", weights.used().name().toLowerCase(java.util.Locale.ROOT));
    p.put("LSTM's fixed weight", weights.fixed());
    p.put("LSTM's fitted weight", weights.fitted());
    p.put("LSTM layers", Arrays.stream(o.lstm().layers()).boxed().toList());
    p.put("LSTM steps", o.steps());
    p.put("LSTM dense units", o.lstm().dense());
    p.put("LSTM dropout", o.lstm().dropout());
    p.put("LSTM epochs, at most", o.lstm().epochs());
    p.put("LSTM sequences an epoch, at most", o.lstm().epochSequences());
    p.put("LSTM batch", o.lstm().batch());
    p.put("LSTM learning rate", o.lstm().learningRate());
    p.put("LSTM patience", o.lstm().patience());
    p.put("LSTM plateau", o.lstm().plateau());
    p.put("LSTM networks", o.lstm().networks());
    p.put("LSTM engine", o.lstm().engine().toString());
    p.put("XGBoost trees, at most", o.xgboost().rounds());
    p.put("XGBoost learning rate", o.xgboost().learningRate());
    p.put("XGBoost depth", o.xgboost().depth());
    p.put("XGBoost early stopping", o.xgboost().earlyStopping());
    p.put("XGBoost subsample", o.xgboost().subsample());
    p.put("XGBoost columns sampled", o.xgboost().columnSample());
    p.put("XGBoost minimum child weight", o.xgboost().minChildWeight());
    return p;
  }
}
