package io.shelfcast.deployment;

import io.shelfcast.EncodedId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * How a customer is named where the cloud allows few characters. Labels take 63 of {@code
 * a-z0-9_-}: the encoded id where it fits, so that people can read it, else its beginning, two
 * underscores, which no encoded id has, and a digest. Resource ids, of {@code a-z0-9-}, always
 * carry a digest; they are the same on each machine, so that two that create at once meet.
 */
record CustomerLabel(String label, String digest) {

  /** The key of the label. */
  static final String KEY = "shelfcast_customer";

  private static final int LONGEST = 63;
  private static final int DIGEST_DIGITS = 24;

  static CustomerLabel of(String customer) {
    String encoded = EncodedId.of(customer).name();
    String digest = sha256(customer).substring(0, DIGEST_DIGITS);
    String label =
        encoded.length() <= LONGEST
            ? encoded
            : encoded.substring(0, LONGEST - DIGEST_DIGITS - 2) + "__" + digest;
    return new CustomerLabel(label, digest);
  }

  /** The id of a resource of this customer's. */
  String resourceId(String kind) {
    return kind + "-" + digest;
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
