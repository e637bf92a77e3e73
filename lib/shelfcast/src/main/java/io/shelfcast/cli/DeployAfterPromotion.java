package io.shelfcast.cli;

import io.shelfcast.ShelfcastException;
import io.shelfcast.StateFolder;
import io.shelfcast.registry.ModelVersion;
import io.shelfcast.retraining.AfterPromotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/**
 * Whether a promoted version is deployed, too; a picocli mixin. The verb {@code deploy} runs as a
 * process of its own, through the checkout's {@code environment/jbang}: a retraining that deploys
 * nothing need not resolve the cloud's clients.
 */
public final class DeployAfterPromotion {

  @Option(
      names = "--deploy",
      description = "Deploy what is promoted, as 'deploy' does; what is rejected stays here.")
  private boolean deploy;

  @Option(
      names = "--deploy-options",
      paramLabel = "\"OPTIONS\"",
      description =
          "Options for 'deploy', between blanks: \"--project P --bucket gs://B\". Not needed where"
              + " the environment has them (deploy --help).")
  private String options = "";

  /** What is to follow a promotion. */
  public AfterPromotion afterPromotion() {
    if (!deploy && !options.isBlank()) {
      throw new ShelfcastException("--deploy-options are given, but not --deploy");
    }
    return deploy ? afterPromotion(wrapper(System.getenv(), Path.of(""))) : AfterPromotion.NOTHING;
  }

  AfterPromotion afterPromotion(Path wrapper) {
    return (version, outcome) -> run(command(wrapper, version), version);
  }

  private List<String> command(Path wrapper, ModelVersion version) {
    List<String> command =
        new ArrayList<>(
            List.of(
                wrapper.toString(),
                "deploy",
                "--customer=" + version.customer(),
                "--version=" + version.version()));
    if (!options.isBlank()) {
      command.addAll(List.of(options.strip().split("\\s+")));
    }
    return command;
  }

  private static void run(List<String> command, ModelVersion version) {
    try {
      int code = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (code != 0) {
        throw new ShelfcastException(
            "v"
                + version.version()
                + " of customer '"
                + version.customer()
                + "' is the champion, but 'deploy' ended with exit code "
                + code
                + (code == Verb.NEGATIVE_VERDICT ? ", as it misses the gate" : "")
                + ": 'jbang deploy' tries again");
      }
    } catch (IOException e) {
      throw new ShelfcastException("Cannot start " + command.get(0) + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ShelfcastException("Interrupted while v" + version.version() + " was deployed");
    }
  }

  /** The launcher of the checkout that the environment names, or else of the one around. */
  static Path wrapper(Map<String, String> environment, Path workingDirectory) {
    String named = environment.getOrDefault(Sample.CHECKOUT_VARIABLE, "");
    Path checkout =
        named.isEmpty()
            ? StateFolder.of(Map.of(), workingDirectory).root()
            : workingDirectory.toAbsolutePath().resolve(named);
    Path wrapper = checkout.resolve("environment").resolve("jbang");
    if (!Files.isExecutable(wrapper)) {
      throw new ShelfcastException(
          "--deploy needs a checkout, for its environment/jbang: there is none in " + checkout);
    }
    return wrapper;
  }
}
