package io.shelfcast.evaluation;

import io.shelfcast.models.Forecasts;
import io.shelfcast.sales.SalesPanel;
import java.util.List;

/** Makes an {@link Evaluation}. */
final class Evaluator {
  Evaluator(SalesPanel actual, List<Forecasts> forecasts, QuantityUnit unit) {}

  Evaluation evaluate() {
    throw new UnsupportedOperationException("soon");
  }
}
