///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Build the container image that serves on Vertex AI, without a Docker daemon
//JAVA 17+
//RUNTIME_OPTIONS -Xmx1g
//DEPS io.shelfcast:shelfcast-cloud:${shelfcast.version:1.0.0-SNAPSHOT}

import io.shelfcast.StateFolder;
import io.shelfcast.cli.Shown;
import io.shelfcast.cli.Verb;
import io.shelfcast.image.ServingImage;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(
    name = "image",
    description =
        "Builds the container image that serves a model on Vertex AI, without a Docker daemon.%n")
class image extends Verb {

  @Option(
      names = "--to",
      paramLabel = "REGISTRY/NAME:TAG",
      description =
          "Push it there, with the credentials of Docker's configuration, or Google's default ones.")
  String to;

  @Option(
      names = "--tar",
      paramLabel = "F.tar",
      description = "Write it into a file, as 'docker load' reads it.")
  Path tar;

  @Option(
      names = "--base",
      paramLabel = "IMAGE",
      description =
          "Image with Java 17 or newer and glibc: a name in a registry, tar:///path/to/image.tar, or"
              + " scratch for none.")
  String base = ServingImage.DEFAULT_BASE;

  public static void main(String... args) {
    Verb.main(new image(), args);
  }

  @Override
  protected int run() {
    if ((to == null) == (tar == null)) {
      throw new ParameterException(
          commandLine(), "Where to: --to REGISTRY/NAME:TAG or --tar F.tar");
    }
    Path cache = StateFolder.current().root().resolve(".shelfcast").resolve("image");
    ServingImage image = ServingImage.of(base, cache);
    ServingImage.Built built =
        to != null
            ? image.push(to, progress()::say)
            : image.toTar(tar.toAbsolutePath(), "shelfcast-serving", progress()::say);
    out().println(tar == null ? built.at() : Shown.path(tar));
    out().println(built.digest());
    return DONE;
  }
}
