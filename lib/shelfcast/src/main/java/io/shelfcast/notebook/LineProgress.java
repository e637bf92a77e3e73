package io.shelfcast.notebook;

import io.shelfcast.progress.Progress;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Progress as one line below a cell, which draws itself over; what stays, once it is closed, says
 * how far each task came, without times, so that the same work leaves the same line.
 */
public final class LineProgress implements Progress, AutoCloseable {

  private static final int BAR = 24;
  private static final long REDRAW_EVERY_NANOS = 200_000_000L;

  private final PrintStream out;
  private final Map<String, String> tasks = new LinkedHashMap<>();
  private long shown;
  private int width;

  LineProgress(PrintStream out) {
    this.out = out;
  }

  @Override
  public void step(String task, long done, long total, String note) {
    long now = System.nanoTime();
    tasks.put(task, state(task, done, total, note));
    if (now - shown >= REDRAW_EVERY_NANOS) {
      shown = now;
      draw(String.format(Locale.ROOT, "%s %s  %s", task, bar(done, total), note));
    }
  }

  /** What is worth keeping of a finished task is its last note ("best 212 trees"), if any. */
  private static String state(String task, long done, long total, String note) {
    boolean finished = total > 0 && done >= total;
    return task + (!finished ? " " + done : note.isEmpty() ? "" : ": " + note);
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
    draw("");
    out.print("\r" + Notebook.wrapped(line) + "\n");
    width = 0;
  }

  @Override
  public void close() {
    if (!tasks.isEmpty()) {
      draw(tasks.values().stream().collect(Collectors.joining("; ", "done: ", "")));
      out.println();
    }
    tasks.clear();
    width = 0;
  }
}
