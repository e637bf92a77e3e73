package io.shelfcast.cli;

import io.shelfcast.progress.Progress;
import java.io.PrintStream;

/**
 * Progress on standard error: a bar that redraws itself on a terminal, and at most one line each
 * five seconds where standard error is a file or a pipe. Each task ends with one tidy line. The
 * time left is what the steps left would take at the task's pace so far: "up to", for some tasks
 * end early.
 */
final class ConsoleProgress implements Progress, AutoCloseable {

  private static final long LINE_EVERY_NANOS = 5_000_000_000L;
  private static final long REDRAW_EVERY_NANOS = 100_000_000L;

  /** Until then a pace tells little. */
  private static final long PACE_NANOS = 3_000_000_000L;

  private static final int BAR = 24;

  private final PrintStream err = System.err;
  private final boolean terminal = System.console() != null && System.getenv("TERM") != null;
  private String task = "";
  private String pending = "";
  private long started;
  private long shown;

  @Override
  public synchronized void step(String name, long done, long total, String note) {
    long now = System.nanoTime();
    if (!name.equals(task)) {
      close();
      task = name;
      started = now;
      shown = 0;
    }
    boolean finished = total > 0 && done >= total;
    String seconds = time(now - started, done, finished ? 0 : total);
    String state = total > 0 ? bar(done, total) + " " + done + "/" + total : String.valueOf(done);
    pending = String.format("%-22s %s  %s  %s", name, state, seconds, note).stripTrailing();
    if (now - shown < (terminal ? REDRAW_EVERY_NANOS : LINE_EVERY_NANOS) && !finished) {
      return;
    }
    shown = now;
    if (terminal) {
      err.print("\r\033[K" + pending);
      err.flush();
    } else if (!finished && now - started >= LINE_EVERY_NANOS) {
      err.println(pending);
    }
  }

  @Override
  public synchronized void say(String line) {
    close();
    err.println(line);
  }

  /** Ends the current task with its last state. */
  @Override
  public synchronized void close() {
    if (!pending.isEmpty()) {
      err.println(terminal ? "\r\033[K" + pending : pending);
    }
    pending = "";
    task = "";
  }

  private static String time(long nanos, long done, long total) {
    String passed = String.format("%.0f s", nanos / 1e9);
    if (done == 0 || total == 0 || nanos < PACE_NANOS) {
      return passed;
    }
    double left = nanos / 1e9 * (total - done) / done;
    return passed
        + (left < 120 ? ", up to %.0f s left" : ", up to %.0f min left")
            .formatted(left < 120 ? left : left / 60);
  }

  private static String bar(long done, long total) {
    int full = (int) Math.min(BAR, BAR * done / total);
    return "[" + "#".repeat(full) + ".".repeat(BAR - full) + "]";
  }
}
