package io.shelfcast.progress;

/**
 * Receives how far a long piece of work is. Implementations are called from one thread at a time.
 */
public interface Progress {

  /** A progress that shows nothing. */
  Progress NONE = (task, done, total, note) -> {};

  /**
   * Reports a step.
   *
   * @param task what is being done, the same text for all steps of one task ("XGBoost")
   * @param done steps done so far
   * @param total steps in all, or 0 where it is not known
   * @param note a few words beside the bar ("loss 0.184"), or an empty text
   */
  void step(String task, long done, long total, String note);

  /** Says one line between the bars, as a notice. */
  default void say(String line) {}
}
