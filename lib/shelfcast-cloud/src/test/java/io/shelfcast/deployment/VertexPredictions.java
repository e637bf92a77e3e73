package io.shelfcast.deployment;

import com.google.cloud.aiplatform.v1.DeployedModel;
import com.google.cloud.aiplatform.v1.Endpoint;
import com.google.cloud.aiplatform.v1.PredictRequest;
import com.google.cloud.aiplatform.v1.PredictResponse;
import com.google.cloud.aiplatform.v1.PredictionServiceGrpc;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.StreamObserver;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;

/** Hands predictions on to the containers, by the endpoint's traffic. */
final class VertexPredictions extends PredictionServiceGrpc.PredictionServiceImplBase {

  private static final int LARGEST = 1_500_000;

  private final VertexDouble vertex;
  private final VertexEndpoints endpoints;
  private final HttpClient http = HttpClient.newHttpClient();

  /** Requests so far; the split is kept in turns, not by chance. */
  private int turn;

  VertexPredictions(VertexDouble vertex, VertexEndpoints endpoints) {
    this.vertex = vertex;
    this.endpoints = endpoints;
  }

  @Override
  public void predict(PredictRequest request, StreamObserver<PredictResponse> observer) {
    Endpoint at;
    try {
      at = endpoints.endpoint(request.getEndpoint());
    } catch (StatusException e) {
      observer.onError(e);
      return;
    }
    String method = at.getDisplayName().endsWith("-trial") ? "Predict.trial" : "Predict";
    vertex.answer(
        method,
        observer,
        () -> {
          VertexDouble.require(request.getSerializedSize() <= LARGEST, "The request is too large");
          Endpoint endpoint = endpoints.endpoint(request.getEndpoint());
          if (endpoint.getTrafficSplitCount() == 0) {
            throw VertexDouble.refuse(
                Status.FAILED_PRECONDITION,
                "Endpoint " + endpoint.getName() + " doesn't have traffic_split.");
          }
          return ask(chosen(endpoint), request);
        });
  }

  private synchronized DeployedModel chosen(Endpoint endpoint) {
    int at = (turn++ * 37) % 100; // goes through all of the hundred, far apart
    for (Map.Entry<String, Integer> share :
        new TreeMap<>(endpoint.getTrafficSplitMap()).entrySet()) {
      at -= share.getValue();
      if (at < 0) {
        return endpoint.getDeployedModelsList().stream()
            .filter(d -> d.getId().equals(share.getKey()))
            .findFirst()
            .orElseThrow();
      }
    }
    throw new IllegalStateException("The traffic does not add up");
  }

  private PredictResponse ask(DeployedModel deployed, PredictRequest request) throws Exception {
    Struct body =
        Struct.newBuilder()
            .putFields(
                "instances",
                Value.newBuilder()
                    .setListValue(ListValue.newBuilder().addAllValues(request.getInstancesList()))
                    .build())
            .build();
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(
                    endpoints
                        .container(deployed.getId())
                        .address()
                        .resolve(ServingContainer.PREDICT_ROUTE))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JsonFormat.printer().print(body)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw VertexDouble.refuse(
          answer.statusCode() == 503 ? Status.UNAVAILABLE : Status.INVALID_ARGUMENT, answer.body());
    }
    Struct.Builder said = Struct.newBuilder();
    JsonFormat.parser().merge(answer.body(), said);
    return PredictResponse.newBuilder()
        .addAllPredictions(said.getFieldsOrThrow("predictions").getListValue().getValuesList())
        .setDeployedModelId(deployed.getId())
        .setModel(deployed.getModel())
        .setModelVersionId(deployed.getModelVersionId())
        .build();
  }
}
