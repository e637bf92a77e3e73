package io.shelfcast.deployment;

import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageException;
import io.shelfcast.EncodedId;
import io.shelfcast.ShelfcastException;
import io.shelfcast.progress.Progress;
import io.shelfcast.registry.ModelVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Where a version's files lie in Cloud Storage: {@code gs://BUCKET/<customer>/v<N>/}. An object is
 * there whole or not at all; one that is there is never written over.
 *
 * @param bucket its name
 * @param prefix of the objects' names, with a slash at its end
 */
record BucketFolder(String bucket, String prefix) {

  private static final Pattern ADDRESS =
      Pattern.compile("gs://([a-z0-9][a-z0-9._-]+[a-z0-9])(/.*)?");

  /** How much of a file goes into one request; what the network breaks off is sent again. */
  private static final int PIECE = 8 << 20;

  /**
   * The folder of a version.
   *
   * @param address {@code gs://BUCKET}, or with a folder behind it
   */
  static BucketFolder of(String address, ModelVersion version) {
    return of(address, version.customer(), version.version());
  }

  static BucketFolder of(String address, String customer, int version) {
    Matcher m = ADDRESS.matcher(address == null ? "" : address);
    if (!m.matches()) {
      throw new ShelfcastException(
          (address == null ? "No bucket is given" : "'" + address + "' is no bucket")
              + ": --bucket must be one, as in gs://my-shop-models");
    }
    String folder = m.group(2) == null ? "" : m.group(2).replaceAll("^/+|/+$", "");
    return new BucketFolder(
        m.group(1),
        (folder.isEmpty() ? "" : folder + "/")
            + EncodedId.of(customer).name()
            + "/v"
            + version
            + "/");
  }

  /** What a Vertex model is told. */
  String uri() {
    return "gs://" + bucket + "/" + prefix.substring(0, prefix.length() - 1);
  }

  /** The files of a version's folder, by name. */
  static List<Path> files(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new ShelfcastException("Cannot read " + directory + ": " + e, e);
    }
  }

  /**
   * The files that are not there yet.
   *
   * @throws ShelfcastException if an object of the name has other contents
   */
  List<Path> missing(Storage storage, Path directory) {
    Map<String, Blob> there = list(storage);
    return files(directory).stream()
        .filter(
            file -> {
              Blob blob = there.get(file.getFileName().toString());
              if (blob != null) {
                requireSame(blob, file);
              }
              return blob == null;
            })
        .toList();
  }

  /**
   * Uploads the files that are not there yet, each with its CRC32C, which the cloud checks.
   *
   * @return how many that were
   */
  int upload(Storage storage, Path directory, Progress progress) {
    List<Path> missing = missing(storage, directory);
    for (int i = 0; i < missing.size(); i++) {
      Path file = missing.get(i);
      progress.step("Uploading", i, missing.size(), file.getFileName().toString());
      upload(storage, file);
    }
    if (!missing.isEmpty()) {
      progress.step("Uploading", missing.size(), missing.size(), "");
    }
    return missing.size();
  }

  private void upload(Storage storage, Path file) {
    BlobInfo info =
        BlobInfo.newBuilder(bucket, prefix + file.getFileName()).setCrc32c(crc32c(file)).build();
    try {
      storage.createFrom(
          info,
          file,
          PIECE,
          Storage.BlobWriteOption.doesNotExist(),
          Storage.BlobWriteOption.crc32cMatch());
    } catch (StorageException e) {
      Blob meanwhile = e.getCode() == 412 ? storage.get(info.getBlobId()) : null;
      if (meanwhile == null) {
        throw CloudFailure.of("upload " + file.getFileName() + " to " + uri(), e);
      }
      requireSame(meanwhile, file); // another run has uploaded it
    } catch (IOException e) {
      throw CloudFailure.of("upload " + file.getFileName() + " to " + uri(), e);
    }
  }

  private Map<String, Blob> list(Storage storage) {
    Map<String, Blob> there = new HashMap<>();
    try {
      var page = storage.list(bucket, Storage.BlobListOption.prefix(prefix));
      for (Blob blob : page.iterateAll()) {
        there.put(blob.getName().substring(prefix.length()), blob);
      }
    } catch (StorageException e) {
      throw CloudFailure.of("list " + uri(), e);
    }
    return there;
  }

  private void requireSame(Blob blob, Path file) {
    if (!crc32c(file).equals(blob.getCrc32c())) {
      throw new ShelfcastException(
          "gs://"
              + bucket
              + "/"
              + blob.getName()
              + " is there with other contents than "
              + file
              + ": it comes from another registry; use another --bucket or folder of it, or remove"
              + " the object if nothing serves it");
    }
  }

  /** As Cloud Storage writes it: big-endian, Base64. */
  static String crc32c(Path file) {
    CRC32C sum = new CRC32C();
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    try (FileChannel in = FileChannel.open(file)) {
      while (in.read(buffer) >= 0) {
        sum.update(buffer.flip());
        buffer.clear();
      }
    } catch (IOException e) {
      throw new ShelfcastException("Cannot read " + file + ": " + e, e);
    }
    byte[] bytes = ByteBuffer.allocate(4).putInt((int) sum.getValue()).array();
    return Base64.getEncoder().encodeToString(bytes);
  }
}
