package io.shelfcast;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The one way in which an id, which is free text, becomes the name of a folder, file, bucket object
 * or label, and back. Lower-case letters, digits and inner hyphens stay; every other byte of the
 * UTF-8 form is written {@code _hh} in lower-case hexadecimal, so that names differ also where a
 * disk does not tell case or composes umlauts. An empty id is {@code _}. A name that Windows
 * reserves ({@code con}, {@code lpt1}) has its first letter escaped.
 *
 * @param name of at most {@value #LONGEST} characters, all of {@code a-z0-9_-}
 */
public record EncodedId(String name) {

  /** File systems take 255 bytes; room is left for what callers put around a name. */
  public static final int LONGEST = 200;

  private static final String EMPTY = "_";
  private static final Pattern RESERVED = Pattern.compile("con|prn|aux|nul|(com|lpt)[0-9]");

  /**
   * Encodes an id.
   *
   * @throws ShelfcastException if it is too long or not text
   */
  public static EncodedId of(String id) {
    byte[] bytes = utf8(id);
    StringBuilder name = new StringBuilder(bytes.length);
    boolean escapeFirst = RESERVED.matcher(id).matches() || id.startsWith("-");
    for (int i = 0; i < bytes.length; i++) {
      char c = (char) (bytes[i] & 0xff);
      if (plain(c) && !(i == 0 && escapeFirst)) {
        name.append(c);
      } else {
        name.append('_').append(hex(c >> 4)).append(hex(c & 15));
      }
    }
    if (name.length() > LONGEST) {
      throw new ShelfcastException(
          "The id '"
              + id.substring(
                  0, id.offsetByCodePoints(0, Math.min(20, id.codePointCount(0, id.length()))))
              + "...' is too long to name a file: "
              + name.length()
              + " characters when encoded, at most "
              + LONGEST
              + " are possible");
    }
    return new EncodedId(name.isEmpty() ? EMPTY : name.toString());
  }

  /**
   * The id that {@link #of} encoded.
   *
   * @throws ShelfcastException if the name is none that {@link #of} gives
   */
  public String id() {
    if (name.equals(EMPTY)) {
      return "";
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c != '_') {
        bytes.write(c);
        continue;
      }
      int high = i + 2 < name.length() ? Character.digit(name.charAt(i + 1), 16) : -1;
      int low = i + 2 < name.length() ? Character.digit(name.charAt(i + 2), 16) : -1;
      if (high < 0 || low < 0) {
        throw notEncoded();
      }
      bytes.write(high << 4 | low);
      i += 2;
    }
    String id = bytes.toString(StandardCharsets.UTF_8);
    if (!of(id).equals(this)) {
      throw notEncoded();
    }
    return id;
  }

  /** The name. */
  @Override
  public String toString() {
    return name;
  }

  private ShelfcastException notEncoded() {
    return new ShelfcastException("'" + name + "' is not the encoded form of an id");
  }

  private static byte[] utf8(String id) {
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(id));
      byte[] array = new byte[bytes.remaining()];
      bytes.get(array);
      return array;
    } catch (CharacterCodingException e) {
      throw new ShelfcastException("An id must be text: it has half a character in it", e);
    }
  }

  private static boolean plain(char c) {
    return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-';
  }

  private static char hex(int digit) {
    return Character.forDigit(digit, 16);
  }
}
