package io.shelfcast.deployment;

import java.net.URI;
import java.nio.file.Path;

/** What serves a model's files, as the double of Vertex AI starts it for a deployed model. */
interface Container extends AutoCloseable {

  /** Where it listens. */
  URI address();

  @Override
  void close();

  /** Starts containers. */
  @FunctionalInterface
  interface Image {
    Container start(Path files);
  }
}
