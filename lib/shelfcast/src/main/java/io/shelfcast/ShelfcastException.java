package io.shelfcast;

/**
 * The one exception of the library: a mistake of its user, told in one line that says what would
 * have been right.
 */
public class ShelfcastException extends RuntimeException {

  public ShelfcastException(String message) {
    super(message);
  }

  public ShelfcastException(String message, Throwable cause) {
    super(message, cause);
  }
}
