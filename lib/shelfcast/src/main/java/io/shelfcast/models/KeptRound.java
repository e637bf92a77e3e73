package io.shelfcast.models;

/**
 * Which round of training (tree, epoch) is kept: the last whose stopping loss was good. On the few
 * days of the stopping windows the loss jumps from one round to the next, and what follows a
 * plateau pays once the last days are learnt from too (m5-tiny, before the scored days: the trees'
 * WAPE is .447 with 150 of them and .432 with 500, the loss all but level between; the network's
 * .458 where the least loss decides, .441 so).
 */
final class KeptRound {

  /** How much above the least loss so far a good one may be, as a share. */
  private static final double TOLERANCE = .02;

  private double least = Double.POSITIVE_INFINITY;
  private int round = -1;

  /** Whether a loss is as good as the least one so far; never where it is not a number. */
  boolean good(double loss) {
    return loss <= least * (1 + TOLERANCE);
  }

  /**
   * Takes the loss of the next round.
   *
   * @return whether it is good
   */
  boolean offer(int next, double loss) {
    if (loss < least) {
      least = loss;
    }
    if (good(loss)) {
      round = next;
    }
    return round == next;
  }

  /** The round kept, from 0; -1 where none was good. */
  int round() {
    return round;
  }
}
