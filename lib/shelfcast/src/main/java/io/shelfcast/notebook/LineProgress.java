package io.shelfcast.notebook;

import io.shelfcast.progress.Progress;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Progress as one line below a cell, which draws itself over; what stays, once it is closed, is
 * what tasks had to say at their end, without times, so that the same work leaves the same line.
 */
public final class LineProgress implements Progress, AutoCloseable {

  private static final int BAR = 24;
  private static final long REDRAW_EVERY_NANOS = 200_000_000L;

  private final PrintStream out;
  private final Set<String> said;
  private final Map<String, String> tasks = new LinkedHashMap<>();
  private long shown;
  private int width;

  /**
   * @param said notices that were given before and need no repeating; new ones are added
   */
  LineProgress(PrintStream out, Set<String> said) {
    this.out = out;
    this.said = said;
  }

  @Override
  public void step(String task, long done, long total, String note) {
    long now = System.nanoTime();
    if (total > 0) {
      tasks.put(task, done >= total ? note : done + " of " + total);
    }
    if (now - shown >= REDRAW_EVERY_NANOS) {
      shown = now;
      draw(String.format(Locale.ROOT, "%s %s  %s", task, bar(done, total), note));
    }
  }

  private static String bar(long done, long total) {
    if (total <= 0) {
      return String.valueOf(done);
    }
    int full = (int) Math.min(BAR, BAR * done / total);
    return "[" + "#".repeat(full) + ".".repeat(BAR - full) + "] " + done + "/" + total;
  }

  /** Blanks go over what a longer line has left. */
  private void draw(String line) {
    out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
    out.flush();
    width = line.length();
  }

  @Override
  public void say(String line) {
    if (!said.add(line)) {
      return;
    }
    draw("");
    out.print("\r" + Notebook.wrapped(line) + "\n");
    width = 0;
  }

  @Override
  public void close() {
    if (!tasks.isEmpty()) {
      draw(
          tasks.entrySet().stream()
              .filter(task -> !task.getValue().isEmpty())
              .map(task -> task.getKey() + ": " + task.getValue())
              .collect(Collectors.joining("; ", "done: ", ""))
              .replaceFirst(": $", ""));
      out.println();
    }
    tasks.clear();
    width = 0;
  }
}
