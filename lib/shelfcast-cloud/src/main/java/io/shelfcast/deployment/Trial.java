package io.shelfcast.deployment;

import com.google.cloud.aiplatform.v1.DeployedModel;
import com.google.cloud.aiplatform.v1.Model;
import com.google.cloud.aiplatform.v1.PredictResponse;
import io.shelfcast.ShelfcastException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks a version on an endpoint of its own, with one machine, before the customer's endpoint hears
 * of it; the endpoint is removed afterwards, whatever came of it.
 *
 * @param left gets a line where it could not be removed
 */
record Trial(
    Cloud cloud,
    Tenant tenant,
    ServingContainer container,
    Candidate candidate,
    List<String> left) {

  void run(Model version) {
    CloudEndpoint endpoint = tenant.makeTrialEndpoint(cloud);
    try {
      String id =
          endpoint
              .deployed(version)
              .map(DeployedModel::getId)
              .orElseGet(() -> deploy(endpoint, version));
      if (!endpoint.split().equals(Map.of(id, 100))) {
        endpoint.route(Map.of(id, 100)); // a run that was killed left it so
      }
      PredictResponse answer = endpoint.ask(candidate.question().instance());
      if (!answer.getDeployedModelId().equals(id)) {
        throw new ShelfcastException(
            "Deployed model "
                + answer.getDeployedModelId()
                + " answers on "
                + endpoint.name()
                + " in place of "
                + id);
      }
      check(tenant.names().version(candidate.number()), candidate.question(), answer);
    } catch (ShelfcastException e) {
      Optional<String> still = remove(endpoint);
      still.ifPresent(left::add);
      throw e;
    }
    Optional<String> still = remove(endpoint);
    still.ifPresent(
        line -> {
          left.add(line);
          throw new ShelfcastException("Cannot remove the trial's endpoint");
        });
  }

  private String deploy(CloudEndpoint endpoint, Model version) {
    String shown = tenant.names().version(candidate.number());
    return endpoint.deploy(version, shown, container.single(), 100);
  }

  private static Optional<String> remove(CloudEndpoint endpoint) {
    try {
      endpoint.remove();
      return Optional.empty();
    } catch (ShelfcastException e) {
      return Optional.of(endpoint.name() + ", with a machine (" + e.getMessage() + ")");
    }
  }

  /** Demands the answer that the version gives here. */
  static void check(String shown, Question question, PredictResponse answer) {
    if (answer.getPredictionsCount() != 1) {
      throw new ShelfcastException(
          shown + " gives " + answer.getPredictionsCount() + " predictions for one instance");
    }
    question
        .wrong(answer.getPredictions(0))
        .ifPresent(
            wrong -> {
              throw new ShelfcastException(
                  shown + " does not say in the cloud what it says here: " + wrong);
            });
  }
}
