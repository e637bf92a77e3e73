package io.shelfcast.tables;

import java.util.Arrays;

/**
 * Texts that were met already, found by their characters, so that a repeated id costs no new object. Unlike a hash map it
 * can be asked without making a text first.
 */
final class TextPool {

  private String[] slots = new String[256];
  private int size;

  /** The text of these characters if it is in the pool, else null. */
  String find(char[] c, int from, int length) {
    return slots[slot(c, from, length)];
  }

  /** Puts a text into the pool, if it is not there. */
  void add(String text) {
    char[] c = text.toCharArray();
    int slot = slot(c, 0, c.length);
    if (slots[slot] == null) {
      slots[slot] = text;
      size++;
      if (size * 2 > slots.length) {
        grow();
      }
    }
  }

  int size() {
    return size;
  }

  private int slot(char[] c, int from, int length) {
    int hash = 0;
    for (int i = from; i < from + length; i++) {
      hash = 31 * hash + c[i];
    }
    int slot = place(hash);
    while (slots[slot] != null && !same(slots[slot], c, from, length)) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  private int place(int hash) {
    int spread = hash * 0x9E3779B9;
    return (spread ^ (spread >>> 15)) & (slots.length - 1);
  }

  private static boolean same(String text, char[] c, int from, int length) {
    if (text.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) != c[from + i]) {
        return false;
      }
    }
    return true;
  }

  private void grow() {
    String[] old = slots;
    slots = new String[2 * old.length];
    size = 0;
    Arrays.stream(old).filter(t -> t != null).forEach(this::add);
  }
}
