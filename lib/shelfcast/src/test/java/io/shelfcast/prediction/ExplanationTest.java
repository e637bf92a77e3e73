package io.shelfcast.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shelfcast.charts.Figures;
import io.shelfcast.features.FeatureGroup;
import io.shelfcast.fixtures.Bazaar;
import io.shelfcast.models.EnsembleForecaster;
import io.shelfcast.models.Explanation;
import io.shelfcast.models.Forecasts;
import io.shelfcast.models.TrainingOptions;
import io.shelfcast.models.Weights;
import io.shelfcast.models.Windows;
import io.shelfcast.progress.Progress;
import io.shelfcast.sales.SalesPanel;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ExplanationTest {

  private static final SalesPanel PANEL = Bazaar.panel(100);
  private static final int HORIZON = 7;

  private static EnsembleForecaster fit(TrainingOptions options, Weights.Kind used) {
    Windows windows = Windows.of(PANEL.firstDay() + 14, PANEL.lastDay(), HORIZON, 0);
    return EnsembleForecaster.fit(PANEL, windows, options, used, Progress.NONE);
  }

  private static Forecasts of(EnsembleForecaster model, String name) {
    return model.forecast(PANEL, HORIZON).stream()
        .filter(f -> f.model().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void factorsOfTheGroupsMultiplyToXgboostAndMembersToTheEnsemble() {
    EnsembleForecaster model = fit(Bazaar.options(HORIZON), Weights.Kind.FITTED);
    Forecasts xgboost = of(model, EnsembleForecaster.XGBOOST);
    Forecasts lstm = of(model, EnsembleForecaster.LSTM);
    Forecasts ensemble = of(model, EnsembleForecaster.ENSEMBLE);

    for (int i = 0; i < 3; i++) {
      Explanation e = model.explain(PANEL, ensemble.series()[i]);
      assertThat(e.multiplies()).isTrue();
      assertThat(e.geometric()).isTrue();
      for (Explanation.Day day : e.days()) {
        double product = day.level() * day.usual();
        for (FeatureGroup group : FeatureGroup.values()) {
          product *= day.group(group);
        }
        int cell = ensemble.cell(i, day.ahead());
        assertThat(product).isCloseTo(day.xgboost(), within(1e-3 * day.xgboost()));
        double w = e.lstmWeight();
        double mean = Math.pow(day.lstm(), w) * Math.pow(day.xgboost(), 1 - w) * day.correction();
        if (day.closed()) {
          assertThat(day.ensemble()).isZero();
        } else {
          assertThat(day.xgboost()).isCloseTo(xgboost.mean()[cell], within(1e-3));
          assertThat(day.lstm()).isCloseTo(lstm.mean()[cell], within(1e-3));
          assertThat(mean).isCloseTo(day.ensemble(), within(1e-3 * mean));
        }
        assertThat(day.ensemble()).isCloseTo(ensemble.mean()[cell], within(1e-3));
      }
    }
  }

  @Test
  void unitsOfTheGroupsAddUpBySquaredError() {
    TrainingOptions o = Bazaar.options(HORIZON);
    TrainingOptions squared =
        new TrainingOptions(
            o.horizon(),
            o.seed(),
            o.threads(),
            o.maxSequences(),
            new TrainingOptions.Xgboost(
                30, .3, 3, 20, 1, 1, 1, TrainingOptions.Objective.SQUARED_ERROR),
            o.lstm());
    EnsembleForecaster model = fit(squared, Weights.Kind.FIXED);

    Explanation e = model.explain(PANEL, 0);

    assertThat(e.multiplies()).isFalse();
    assertThat(e.geometric()).isFalse();
    for (Explanation.Day day : e.days()) {
      double sum = day.usual();
      for (FeatureGroup group : FeatureGroup.values()) {
        sum += day.group(group);
      }
      assertThat(Math.max(0, sum)).isCloseTo(day.xgboost(), within(1e-3 * day.level()));
      double mean = e.lstmWeight() * day.lstm() + (1 - e.lstmWeight()) * day.xgboost();
      assertThat(day.ensemble()).isCloseTo(day.closed() ? 0 : mean, within(1e-3 * day.level()));
    }
  }

  @Test
  void peopleReadATableAndAFigure() {
    EnsembleForecaster model = fit(Bazaar.options(HORIZON), Weights.Kind.FITTED);
    ExplanationText text =
        new ExplanationText(
            "figs", "east", LocalDate.ofEpochDay(PANEL.lastDay()), model.explain(PANEL, 0));

    String[] lines = text.text().split("\\R");

    assertThat(lines).hasSize(2 + HORIZON + 1);
    assertThat(lines[0]).contains("product figs in store east");
    assertThat(lines[1]).contains("sales history", "promotions", "LSTM", "ensemble");
    assertThat(lines[2]).startsWith(LocalDate.ofEpochDay(PANEL.lastDay() + 1L).toString());
    assertThat(Figures.png(text.figure())).hasSizeGreaterThan(5_000);
  }
}
