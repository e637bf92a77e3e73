package io.shelfcast.evaluation;

/** How a metric stands against its targets. */
public enum Grade {
  TARGET("target"),
  ACCEPTABLE("acceptable"),
  UNACCEPTABLE("unacceptable"),
  /** The metric is not defined, as MAE % is where nothing was sold. */
  UNDEFINED("n/a");

  private final String title;

  Grade(String title) {
    this.title = title;
  }

  /** Word for people. */
  public String title() {
    return title;
  }

  /** Whether this is {@link #TARGET} or {@link #ACCEPTABLE}. */
  public boolean passes() {
    return this == TARGET || this == ACCEPTABLE;
  }
}
