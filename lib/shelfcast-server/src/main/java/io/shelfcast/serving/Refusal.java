package io.shelfcast.serving;

import io.shelfcast.ShelfcastException;

/** A request, or an instance of one, that cannot be answered, with the field that is at fault. */
final class Refusal extends ShelfcastException {

  private final String field;

  /**
   * @param field path of the field, as in {@code history.quantity[3]}; null where it is none
   */
  Refusal(String field, String message) {
    super(message);
    this.field = field;
  }

  String field() {
    return field;
  }
}
