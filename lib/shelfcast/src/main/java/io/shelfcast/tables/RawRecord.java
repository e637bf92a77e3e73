package io.shelfcast.tables;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordWrapper;
import java.util.Arrays;

/** The characters of one CSV record as FastCSV cuts it, copied into one buffer that all records share. */
final class RawRecord extends AbstractBaseCsvCallbackHandler<RawRecord> {

  private char[] chars = new char[256];
  private int[] end = new int[16];
  private int fields;
  private long line;

  @Override
  protected void handleBegin(long startingLineNumber) {
    line = startingLineNumber;
    fields = 0;
  }

  @Override
  protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
    int from = fields == 0 ? 0 : end[fields - 1];
    if (from + length > chars.length) {
      chars = Arrays.copyOf(chars, 2 * (from + length));
    }
    if (fields == end.length) {
      end = Arrays.copyOf(end, 2 * fields);
    }
    System.arraycopy(buffer, offset, chars, from, length);
    end[fields++] = from + length;
  }

  @Override
  protected RecordWrapper<RawRecord> buildRecord() {
    return wrapRecord(this);
  }

  long line() {
    return line;
  }

  int fields() {
    return fields;
  }

  char[] chars() {
    return chars;
  }

  int from(int field) {
    return field == 0 ? 0 : end[field - 1];
  }

  int end(int field) {
    return end[field];
  }

  String text(int field) {
    return new String(chars, from(field), end[field] - from(field));
  }
}
