package io.shelfcast.deployment;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import io.shelfcast.ShelfcastException;
import io.shelfcast.database.Database;
import io.shelfcast.progress.Progress;
import io.shelfcast.registry.ModelVersion;
import io.shelfcast.sales.Extract;
import io.shelfcast.sales.PostgresSales;
import io.shelfcast.sales.SalesPanel;
import io.shelfcast.serving.Instance;
import io.shelfcast.serving.PredictionServer;
import io.shelfcast.serving.ServingOptions;
import io.shelfcast.serving.StoredModel;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Asks about a series of the customer's database, the one with the longest history, all of which
 * the question carries. What a version says here comes from the server that the container runs.
 */
record SeriesQuestions(Database database, String customer, Clock clock, Progress progress)
    implements VertexDeployment.Questions {

  private static final String LOOPBACK = "127.0.0.1";

  @Override
  public Question of(ModelVersion version) {
    SalesPanel panel = PostgresSales.read(database, customer, Extract.YEAR, clock, progress);
    Value instance = value(Instance.of(panel, series(panel)).json());
    return new Question(instance, version == null ? null : answer(version, instance));
  }

  private static int series(SalesPanel panel) {
    return IntStream.range(0, panel.seriesCount())
        .filter(panel::started)
        .boxed()
        .min(Comparator.comparing(panel::startDay))
        .orElseThrow(
            () -> new ShelfcastException("There are no sales to ask the deployed model about"));
  }

  private static Value answer(ModelVersion version, Value instance) {
    ServingOptions options = ServingOptions.of(Map.of()).at(LOOPBACK, 0);
    try (PredictionServer server =
        PredictionServer.start(options, StoredModel.of(version.directory()))) {
      URI address = URI.create("http://" + LOOPBACK + ":" + server.port() + options.predictRoute());
      HttpRequest request =
          HttpRequest.newBuilder(address)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body(instance)))
              .build();
      HttpResponse<byte[]> response =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
      Value answer = value(response.body());
      Value prediction =
          answer
              .getStructValue()
              .getFieldsOrDefault("predictions", Value.getDefaultInstance())
              .getListValue()
              .getValues(0);
      if (prediction.getStructValue().containsFields("error")) {
        throw new ShelfcastException(
            "v" + version.version() + " gives no prediction here: " + json(prediction));
      }
      return prediction;
    } catch (IOException | IndexOutOfBoundsException e) {
      throw new ShelfcastException(
          "v" + version.version() + " gives no prediction here: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ShelfcastException("Interrupted while v" + version.version() + " was asked here");
    }
  }

  /** A request's body with one instance. */
  private static String body(Value instance) {
    Value instances =
        Value.newBuilder().setListValue(ListValue.newBuilder().addValues(instance)).build();
    return json(
        Value.newBuilder()
            .setStructValue(Struct.newBuilder().putFields("instances", instances))
            .build());
  }

  private static String json(Value value) {
    try {
      return JsonFormat.printer().omittingInsignificantWhitespace().print(value);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Value value(byte[] json) {
    Value.Builder value = Value.newBuilder();
    try {
      JsonFormat.parser().merge(new String(json, StandardCharsets.UTF_8), value);
    } catch (InvalidProtocolBufferException e) {
      throw new ShelfcastException("Not JSON: " + e.getMessage(), e);
    }
    return value.build();
  }
}
