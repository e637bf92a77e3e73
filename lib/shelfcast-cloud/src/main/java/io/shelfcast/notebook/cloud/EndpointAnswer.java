package io.shelfcast.notebook.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shelfcast.ShelfcastException;
import io.shelfcast.charts.DemandFigures;
import io.shelfcast.evaluation.Evaluation;
import io.shelfcast.models.Forecasts;
import io.shelfcast.prediction.Prediction;
import io.shelfcast.progress.Progress;
import io.shelfcast.registry.ModelVersion;
import io.shelfcast.sales.SalesPanel;
import io.shelfcast.serving.Instance;
import java.time.LocalDate;
import java.util.List;
import org.knowm.xchart.XYChart;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What an endpoint says to a request.
 *
 * @param status of HTTP
 * @param body JSON
 */
public record EndpointAnswer(int status, String body) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BEFORE_DAYS = 28;
  private static final List<String> VALUES = List.of("forecast", "p10", "p50", "p90");

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new ShelfcastException("Not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private JsonNode first() {
    return read(body).path("predictions").path(0);
  }

  /** Status and body, the body over lines as people read it. */
  public String text() {
    return status + " " + read(body).toPrettyString();
  }

  /** The forecast of the first prediction, a row a day; no row where it is refused. */
  public Table days() {
    Table table = Table.create("days", StringColumn.create("date"));
    VALUES.forEach(v -> table.addColumns(DoubleColumn.create(v)));
    for (JsonNode day : first().path("days")) {
      table.stringColumn(0).append(day.path("date").asText());
      VALUES.forEach(v -> table.doubleColumn(v).append(day.path(v).asDouble()));
    }
    return table;
  }

  /** The forecast behind the last weeks that it was made from. */
  public XYChart figure(Instance asked) {
    double[] sold = asked.history().quantity();
    int from = Math.max(0, sold.length - BEFORE_DAYS);
    double[] last = java.util.Arrays.copyOfRange(sold, from, sold.length);
    Table days = days();
    return DemandFigures.forecast(
        "Product " + asked.productId() + ", store " + asked.storeId() + ", as the endpoint says",
        "units a day",
        asked.history().from().plusDays(from),
        last,
        Evaluation.ENSEMBLE,
        List.of(
            new DemandFigures.Window(
                LocalDate.parse(days.stringColumn("date").get(0)),
                days.doubleColumn("forecast").asDoubleArray(),
                days.doubleColumn("p10").asDoubleArray(),
                days.doubleColumn("p90").asDoubleArray())));
  }

  /**
   * By how much the endpoint's forecast of a series is off what the same version says here, at
   * most, as a share.
   */
  public double farthestFrom(ModelVersion version, SalesPanel panel, Instance asked) {
    Forecasts here =
        Prediction.of(
                version.forecaster(),
                panel,
                new Prediction.Request(null, asked.productId(), asked.storeId()),
                Progress.NONE)
            .forecasts();
    DoubleColumn there = days().doubleColumn("forecast");
    double farthest = 0;
    for (int ahead = 1; ahead <= here.horizon(); ahead++) {
      double value = here.mean()[here.cell(0, ahead)];
      double off = Math.abs(there.get(ahead - 1) - value) / Math.max(1, Math.abs(value));
      farthest = Math.max(farthest, off);
    }
    return farthest;
  }

  /** The fields of an instance: what each holds, and its share of the request. */
  public static Table fields(Instance instance) {
    Table table =
        Table.create(
            "fields",
            StringColumn.create("field"),
            StringColumn.create("holds"),
            DoubleColumn.create("bytes"));
    JsonNode json = read(new String(instance.json(), java.nio.charset.StandardCharsets.UTF_8));
    json.fields()
        .forEachRemaining(
            field -> {
              table.stringColumn(0).append(field.getKey());
              table.stringColumn(1).append(holds(field.getValue()));
              table.doubleColumn(2).append(field.getValue().toString().length());
            });
    return table;
  }

  private static String holds(JsonNode value) {
    if (value.isArray()) {
      return value.size() + " rows";
    }
    if (value.has("from")) {
      JsonNode days = value.path(value.has("quantity") ? "quantity" : "temperature_c");
      return days.size() + " days from " + value.path("from").asText();
    }
    if (value.isObject()) {
      java.util.List<String> names = new java.util.ArrayList<>();
      value.fieldNames().forEachRemaining(names::add);
      return names.isEmpty() ? "nothing" : String.join(", ", names);
    }
    return value.isDouble()
        ? String.format(java.util.Locale.ROOT, "%.3f", value.asDouble())
        : value.asText();
  }
}
