package io.shelfcast.deployment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shelfcast.registry.Draft;
import io.shelfcast.registry.ModelRegistry;
import io.shelfcast.registry.ModelVersion;
import io.shelfcast.training.TinyTraining;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A small model, trained once, that versions of any customer are made of. */
final class TrainedVersions {

  private static final String CUSTOMER = "corner";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path trained;

  private TrainedVersions(Path trained) {
    this.trained = trained;
  }

  /** Trains the model, into a folder. */
  static TrainedVersions train(Path models) {
    TinyTraining.main(models.toString(), CUSTOMER);
    ModelRegistry registry = new ModelRegistry(models);
    return new TrainedVersions(registry.open(CUSTOMER, 1).directory());
  }

  /** Makes it a customer's next version, and the champion; as to the gate, what the test needs. */
  ModelVersion add(ModelRegistry registry, String customer, boolean passesGate) {
    try (Draft draft = registry.claim(customer)) {
      int version = draft.version();
      try (Stream<Path> files = Files.list(trained)) {
        for (Path file : files.toList()) {
          String name = file.getFileName().toString();
          switch (name) {
            case "SHA256SUMS" -> {}
            case "model.json" -> edit(file, draft, "/", "version", version);
            case "metrics.json" -> edit(file, draft, "/gate", "passed", passesGate);
            default ->
                Files.copy(file, draft.directory().resolve(name.replace("_v1.", "_v" + version + ".")));
          }
        }
      }
      ModelVersion published = draft.publish();
      registry.promote(customer, version);
      return published;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void edit(Path file, Draft draft, String at, String field, Object value)
      throws IOException {
    ObjectNode json = (ObjectNode) JSON.readTree(Files.readString(file));
    ObjectNode node = at.equals("/") ? json : (ObjectNode) json.at(at);
    if (!node.has(field)) {
      throw new IllegalStateException(file + " has no " + field);
    }
    node.set(field, JSON.valueToTree(value));
    Path copy = draft.directory().resolve(file.getFileName());
    JSON.writerWithDefaultPrettyPrinter().writeValue(copy.toFile(), json);
  }
}
