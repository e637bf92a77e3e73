package io.shelfcast.tables;

/** The products and stores that stand in the transactions or in their own table, and other texts met often. */
final class KnownIds {

  /** Past this size a text column is taken as free text, whose values do not come again. */
  private static final int MANY_TEXTS = 1 << 16;

  final TextPool products = new TextPool();
  final TextPool stores = new TextPool();
  private final TextPool texts = new TextPool();

  /** The text of these characters, the same object each time while texts repeat. */
  String text(char[] c, int from, int length) {
    String text = texts.find(c, from, length);
    if (text == null) {
      text = new String(c, from, length);
      if (texts.size() < MANY_TEXTS) {
        texts.add(text);
      }
    }
    return text;
  }
}
