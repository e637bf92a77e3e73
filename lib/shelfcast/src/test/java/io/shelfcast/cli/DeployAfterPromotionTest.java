package io.shelfcast.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shelfcast.ShelfcastException;
import io.shelfcast.registry.ModelVersion;
import io.shelfcast.retraining.AfterPromotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DeployAfterPromotionTest {

  @TempDir Path folder;

  private static DeployAfterPromotion parsed(String... args) {
    DeployAfterPromotion options = new DeployAfterPromotion();
    new CommandLine(options).parseArgs(args);
    return options;
  }

  /** A launcher that notes its arguments, one a line, and ends with a code. */
  private Path wrapper(int code) throws IOException {
    Path wrapper = Files.createDirectories(folder.resolve("environment")).resolve("jbang");
    Files.writeString(
        wrapper,
        "#!/bin/sh\nprintf '%s\\n' \"$@\" >'" + folder.resolve("noted") + "'\nexit " + code + "\n");
    Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwxr-xr-x"));
    return wrapper;
  }

  private ModelVersion version() {
    return new ModelVersion("Käse \"& Söhne\" $x", 3, folder);
  }

  @Test
  void nothingFollowsWithoutTheOption() {
    assertThat(parsed().afterPromotion()).isSameAs(AfterPromotion.NOTHING);
    assertThatThrownBy(() -> parsed("--deploy-options=--project=p").afterPromotion())
        .isInstanceOf(ShelfcastException.class);
  }

  @Test
  void thePromotedVersionIsDeployedWithTheOptionsGiven() throws IOException {
    parsed("--deploy", "--deploy-options", "--project shop-1  --canary 10")
        .afterPromotion(wrapper(0))
        .promoted(version(), null);
    assertThat(Files.readAllLines(folder.resolve("noted")))
        .containsExactly(
            "deploy",
            "--customer=Käse \"& Söhne\" $x",
            "--version=3",
            "--project",
            "shop-1",
            "--canary",
            "10");
  }

  @Test
  void aDeploymentThatFailsIsToldWithTheChampionThatStands() throws IOException {
    AfterPromotion after = parsed("--deploy").afterPromotion(wrapper(3));
    assertThatThrownBy(() -> after.promoted(version(), null))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining("v3")
        .hasMessageContaining("is the champion")
        .hasMessageContaining("misses the gate");
  }

  @Test
  void theLauncherIsThatOfTheCheckout() throws IOException {
    Path wrapper = wrapper(0);
    assertThat(
            DeployAfterPromotion.wrapper(
                Map.of("SHELFCAST_CHECKOUT", folder.toString()), Path.of("")))
        .isEqualTo(wrapper);
    assertThatThrownBy(
            () ->
                DeployAfterPromotion.wrapper(
                    Map.of("SHELFCAST_CHECKOUT", folder.resolve("none").toString()), Path.of("")))
        .hasMessageContaining("checkout");
  }
}
