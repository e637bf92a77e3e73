package io.shelfcast.deployment;

import com.google.cloud.aiplatform.v1.DeployedModel;
import com.google.cloud.aiplatform.v1.Model;
import com.google.cloud.aiplatform.v1.PredictResponse;
import io.shelfcast.ShelfcastException;
import io.shelfcast.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings a version to a customer's endpoint: files, model version, a trial on an endpoint of its
 * own, then the deployment beside the old version, then the traffic, then the old version's end.
 * Each step looks first whether it is done, in the cloud itself, so that a run goes on where
 * another was killed, and a second one changes nothing.
 *
 * <p>Vertex AI predicts by an endpoint's traffic alone; it has no way to ask one of several
 * deployed models. Hence the trial on an endpoint where the new one is alone, and hence the
 * questions after the traffic has moved, until an answer bears the new deployed-model id.
 */
final class Rollout {

  private static final int TRIES = 30;
  private static final double CHANCE_OF_NO_ANSWER = .001;

  private final Cloud cloud;
  private final Tenant tenant;
  private final ServingContainer container;
  private final Candidate candidate;
  private final Progress progress;

  /** What this run or one before it has put into the cloud, for the message of a failure. */
  private final List<String> left = new ArrayList<>();

  private String traffic = "The traffic is as it was.";
  private boolean changed;

  Rollout(
      Cloud cloud,
      Tenant tenant,
      ServingContainer container,
      Candidate candidate,
      Progress progress) {
    this.cloud = cloud;
    this.tenant = tenant;
    this.container = container;
    this.candidate = candidate;
    this.progress = progress;
  }

  /**
   * Does whatever is not done yet.
   *
   * @param percent of the traffic; 100 finishes the deployment
   * @return whether anything had to be done
   * @throws ShelfcastException if a step fails; the traffic is as before then, and the message says
   *     what is left where
   */
  boolean run(int percent) {
    try {
      tenant.settle(cloud, progress);
      Model version = upload();
      CloudEndpoint endpoint = tenant.makeEndpoint(cloud);
      String id = deploy(version, endpoint);
      new Handover(endpoint, version, id, percent).run();
      return changed;
    } catch (ShelfcastException e) {
      throw new ShelfcastException(
          e.getMessage()
              + ". "
              + traffic
              + (left.isEmpty() ? "" : " Left in the cloud: " + String.join("; ", left) + ".")
              + " Running this again goes on from there; 'deploy undeploy --version "
              + candidate.number()
              + "' takes the version off its machines",
          e);
    }
  }

  private String shown() {
    return tenant.names().version(candidate.number());
  }

  private Model upload() {
    if (candidate.directory() != null) {
      int files = candidate.folder().upload(cloud.storage(), candidate.directory(), progress);
      note(files > 0, files + " files uploaded to " + candidate.folder().uri());
      left.add("the files in " + candidate.folder().uri());
    }
    CloudModel model = tenant.model(cloud);
    Optional<Model> there = model.version(candidate.number());
    Model version =
        there.orElseGet(
            () ->
                model.upload(
                    cloud,
                    tenant.label(),
                    tenant.names(),
                    candidate.number(),
                    Model.newBuilder()
                        .setDescription(tenant.description())
                        .setVersionDescription("Version " + candidate.number() + " of the registry")
                        .setArtifactUri(candidate.folder().uri())
                        .setContainerSpec(container.spec())));
    note(there.isEmpty(), shown() + " is now " + CloudModel.versioned(version));
    left.add("the model's version " + CloudModel.versioned(version));
    return version;
  }

  private String deploy(Model version, CloudEndpoint endpoint) {
    Optional<DeployedModel> there = endpoint.deployed(version);
    if (there.isEmpty()) {
      new Trial(cloud, tenant, container, candidate, left).run(version);
      note(true, shown() + " has answered on " + tenant.names().trial());
    }
    String id =
        there
            .map(DeployedModel::getId)
            .orElseGet(() -> endpoint.deploy(version, shown(), container, 0));
    note(there.isEmpty(), shown() + " is deployed to " + endpoint.name() + " as " + id);
    left.add(
        "deployed model "
            + id
            + " on "
            + endpoint.name()
            + ", whose machines cost also without traffic");
    return id;
  }

  private void note(boolean done, String line) {
    if (done) {
      changed = true;
      progress.say(line);
    }
  }

  /** The traffic's way from the old version to the new one. */
  private final class Handover {

    private final CloudEndpoint endpoint;
    private final Model version;
    private final String id;
    private final int percent;
    private final CloudModel model = tenant.model(cloud);
    private final Map<String, Integer> before;
    private final Map<String, Integer> wanted;

    /** Whom the traffic goes back to. */
    private final Map<String, Integer> back;

    Handover(CloudEndpoint endpoint, Model version, String id, int percent) {
      this.endpoint = endpoint;
      this.version = version;
      this.id = id;
      this.percent = percent;
      String old = tenant.incumbent(endpoint, model, id).map(DeployedModel::getId).orElse(null);
      before = endpoint.split();
      wanted = Traffic.of(id, percent, old);
      // A run that was killed has perhaps moved the traffic to a version that never answered.
      back = !crowned() && before.containsKey(id) && old != null ? Map.of(old, 100) : before;
    }

    void run() {
      if (!before.equals(wanted) || wanted.get(id) == 100 && !crowned()) {
        try {
          move();
        } catch (ShelfcastException e) {
          traffic = putBack();
          throw e;
        }
      }
      traffic = "The traffic is with the new version: " + shares() + ".";
      if (wanted.get(id) == 100) {
        for (DeployedModel other : tenant.deployed(endpoint, model)) {
          if (!other.getId().equals(id)) {
            endpoint.undeploy(other);
            note(true, other.getDisplayName() + " is undeployed");
          }
        }
      }
    }

    private boolean crowned() {
      return model.alias(CloudModel.CHAMPION).filter(v -> CloudModel.same(v, version)).isPresent();
    }

    private void move() {
      if (!before.equals(wanted)) {
        endpoint.route(wanted);
        note(true, "Traffic: " + shares());
      }
      confirm();
      if (wanted.get(id) == 100) {
        model.crown(cloud, version);
        changed = true;
      }
    }

    /** Asks until the new version answers, and wants to hear what it says here. */
    private void confirm() {
      int tries =
          percent == 100
              ? TRIES
              : Math.max(
                  TRIES,
                  (int) Math.ceil(Math.log(CHANCE_OF_NO_ANSWER) / Math.log(1 - percent / 100.)));
      for (int i = 0; i < tries; i++) {
        PredictResponse answer = endpoint.ask(candidate.question().instance());
        if (answer.getDeployedModelId().equals(id)) {
          Trial.check(shown(), candidate.question(), answer);
          return;
        }
        cloud.longRunning().sleep(); // traffic moves a few seconds after it was told to
      }
      throw new ShelfcastException(
          "Deployed model "
              + id
              + " has given none of "
              + tries
              + " answers of "
              + endpoint.displayName());
    }

    private String putBack() {
      try {
        endpoint.read();
        if (endpoint.split().equals(back)) {
          return "The traffic is as it was: " + shares() + ".";
        }
        if (!endpoint.split().equals(wanted)) {
          return "The traffic was changed by somebody else: " + shares() + ".";
        }
        endpoint.route(back);
        return "The traffic is put back: " + shares() + ".";
      } catch (ShelfcastException e) {
        return "THE TRAFFIC COULD NOT BE PUT BACK ("
            + e.getMessage()
            + "): 'deploy rollback' does it.";
      }
    }

    private String shares() {
      return Traffic.text(endpoint.split(), endpoint.deployed());
    }
  }
}
