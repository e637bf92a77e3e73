package io.shelfcast.deployment;

import io.shelfcast.ShelfcastException;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * Where in Google's cloud a customer's models go.
 *
 * @param project id of the project
 * @param region as in {@code europe-west1}
 * @param vertex address of Vertex AI, null for the region's own. {@code http://host:port} is spoken
 *     to in the clear and without credentials; {@code https://host} or {@code host:port} as
 *     Google's own, which is what Private Service Connect needs
 * @param storage address of Cloud Storage, null for Google's own; likewise
 */
public record CloudProject(String project, String region, String vertex, String storage) {

  private static final Pattern PROJECT = Pattern.compile("([a-z][a-z0-9.-]*:)?[a-z0-9][a-z0-9-]*");
  private static final Pattern REGION = Pattern.compile("[a-z]+(-[a-z]+)+[0-9]+");

  public CloudProject {
    if (project == null || !PROJECT.matcher(project).matches()) {
      throw new ShelfcastException(
          (project == null ? "No project is given" : "'" + project + "' is no id of a project")
              + ": --project, or GOOGLE_CLOUD_PROJECT, must be one, as in my-shop-123456");
    }
    if (region == null || !REGION.matcher(region).matches()) {
      throw new ShelfcastException(
          "'" + region + "' is no region: --region must be one, as in europe-west1");
    }
    check("--vertex-endpoint", vertex);
    check("--storage-endpoint", storage);
  }

  /** The parent of models and endpoints. */
  String location() {
    return "projects/" + project + "/locations/" + region;
  }

  /** Host and port of Vertex AI. */
  String vertexAddress() {
    if (vertex == null) {
      return region + "-aiplatform.googleapis.com:443";
    }
    String address = vertex.replaceFirst("^https?://", "").replaceFirst("/$", "");
    return address.contains(":") ? address : address + (inTheClear(vertex) ? ":80" : ":443");
  }

  boolean vertexInTheClear() {
    return inTheClear(vertex);
  }

  boolean storageInTheClear() {
    return inTheClear(storage);
  }

  /** Whether any of the two wants to know who asks. */
  boolean needsCredentials() {
    return !vertexInTheClear() || !storageInTheClear();
  }

  private static boolean inTheClear(String address) {
    return address != null && address.startsWith("http://");
  }

  private static void check(String option, String address) {
    if (address == null) {
      return;
    }
    try {
      URI uri = URI.create(address.contains("://") ? address : "https://" + address);
      if (uri.getHost() != null && uri.getScheme().matches("https?")) {
        return;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new ShelfcastException(
        option + " is '" + address + "': it must be an address, as in http://127.0.0.1:8085");
  }
}
