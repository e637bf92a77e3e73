package io.shelfcast.deployment;

import io.shelfcast.ShelfcastException;
import java.util.regex.Pattern;

/**
 * How things are shown in the cloud; customers are told apart by a label, not by these names.
 *
 * @param model a version is shown as {@code MODEL-v<N>}
 * @param endpoint where a customer's champion answers
 */
public record Names(String model, String endpoint) {

  // A resource's id has 63 characters, of which the customer's digest and "-trial" take 31.
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  /** The workflow's own. */
  public static final Names DEFAULT = new Names("shelfops-forecast", "shelfops-forecast-endpoint");

  public Names {
    check("--model-name", model);
    check("--endpoint-name", endpoint);
  }

  /** What the version is shown as. */
  String version(int version) {
    return model + "-v" + version;
  }

  /** Where a version is asked before it gets any traffic. */
  String trial() {
    return endpoint + "-trial";
  }

  private static void check(String option, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new ShelfcastException(
          option
              + " is '"
              + name
              + "': it must be 1 to 32 small letters, digits or hyphens, the first one a letter");
    }
  }
}
