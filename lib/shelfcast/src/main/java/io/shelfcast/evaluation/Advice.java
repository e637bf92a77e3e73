package io.shelfcast.evaluation;

/**
 * Something to try where the gate is missed.
 *
 * @param text a sentence with the numbers that led to it
 */
public record Advice(Topic topic, String text) {

  /** Where the trouble lies. */
  public enum Topic {
    DATA,
    LSTM,
    XGBOOST,
    ENSEMBLE,
    BIAS,
    NOISE
  }
}
