package io.shelfcast.container;

import com.google.cloud.NoCredentials;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageException;
import com.google.cloud.storage.StorageOptions;
import io.shelfcast.ShelfcastException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a model's files are: a folder, or a folder of a bucket.
 *
 * @param location a path, {@code file:///...} or {@code gs://bucket/folder}
 * @param emulator address of a storage service to use in place of Google's, without credentials;
 *     null for Google's
 */
record ModelSource(String location, String emulator) {

  private static final String VARIABLE = "AIP_STORAGE_URI";
  private static final String BUCKETS = "gs://";

  static ModelSource of(Map<String, String> environment) {
    String location = environment.getOrDefault(VARIABLE, "");
    if (location.isBlank()) {
      throw new ShelfcastException(
          VARIABLE
              + " is not set: it must name the model's folder, as gs://bucket/folder or a path");
    }
    return new ModelSource(location, environment.get("STORAGE_EMULATOR_HOST"));
  }

  /**
   * The folder with the model's files, fetched if need be.
   *
   * @param temporary where to put what is fetched
   */
  Path fetch(Path temporary) {
    if (location.startsWith(BUCKETS)) {
      return download(temporary);
    }
    Path folder = location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location);
    if (!Files.isDirectory(folder)) {
      throw new ShelfcastException(VARIABLE + " is '" + location + "': there is no such folder");
    }
    return folder;
  }

  private Path download(Path temporary) {
    String rest = location.substring(BUCKETS.length());
    int slash = rest.indexOf('/');
    String bucket = slash < 0 ? rest : rest.substring(0, slash);
    String folder = slash < 0 ? "" : rest.substring(slash + 1).replaceFirst("/*$", "/");
    String prefix = folder.equals("/") ? "" : folder;
    try (Storage storage = storage()) {
      Path to = Files.createTempDirectory(temporary, "model");
      int files = 0;
      for (Blob blob : storage.list(bucket, Storage.BlobListOption.prefix(prefix)).iterateAll()) {
        String name = blob.getName().substring(prefix.length());
        if (!name.isEmpty() && name.indexOf('/') < 0 && name.indexOf('\\') < 0) {
          blob.downloadTo(to.resolve(name));
          files++;
        }
      }
      if (files == 0) {
        throw new ShelfcastException(VARIABLE + " is '" + location + "': there are no files");
      }
      return to;
    } catch (StorageException e) {
      throw new ShelfcastException("Cannot read " + location + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new ShelfcastException("Cannot fetch " + location + ": " + e, e);
    } catch (Exception e) {
      throw e instanceof RuntimeException r ? r : new IllegalStateException(e);
    }
  }

  private Storage storage() {
    StorageOptions.Builder options = StorageOptions.newBuilder();
    if (emulator != null) {
      options.setHost(emulator).setProjectId("none").setCredentials(NoCredentials.getInstance());
    }
    return options.build().getService();
  }
}
