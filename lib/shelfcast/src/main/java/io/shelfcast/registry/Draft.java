package io.shelfcast.registry;

import io.shelfcast.Claim;
import io.shelfcast.FolderTree;
import io.shelfcast.ShelfcastException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A version in the making: files are written to {@link #directory()}, then {@link #publish()}ed all
 * at once. Closed without that, it leaves nothing but its number, which does not come again.
 */
public final class Draft implements AutoCloseable {

  private final ModelRegistry registry;
  private final String customer;
  private final int version;
  private final Path directory;
  private final Path published;
  private final Claim claim;
  private boolean open = true;

  private Draft(ModelRegistry registry, String customer, int version, Path folder, Claim claim) {
    this.registry = registry;
    this.customer = customer;
    this.version = version;
    this.directory = ModelRegistry.partial(folder, version);
    this.published = ModelRegistry.version(folder, version);
    this.claim = claim;
  }

  static Draft begin(ModelRegistry registry, String customer, int version, Path folder, Claim claim)
      throws IOException {
    Draft draft = new Draft(registry, customer, version, folder, claim);
    try {
      Files.createDirectory(draft.directory);
      return draft;
    } catch (IOException e) {
      claim.close();
      throw e;
    }
  }

  /** The number claimed, from 1. */
  public int version() {
    return version;
  }

  /** Where to write; plain files only, no folders. */
  public Path directory() {
    return directory;
  }

  /** Where the files will be. */
  public Path published() {
    return published;
  }

  /** Notes the digests of all files written, and makes them the version. */
  public ModelVersion publish() {
    if (!open) {
      throw new IllegalStateException("Version " + version + " is published or closed");
    }
    try {
      Digests.write(directory);
      Files.move(directory, published, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new ShelfcastException("Cannot publish " + published + ": " + e, e);
    }
    close();
    return registry.open(customer, version);
  }

  /** Discards what was not published. */
  @Override
  public void close() {
    if (!open) {
      return;
    }
    open = false;
    try (claim) {
      FolderTree.delete(directory);
    } catch (IOException e) {
      throw new ShelfcastException("Cannot clear " + directory + " away: " + e, e);
    }
  }
}
