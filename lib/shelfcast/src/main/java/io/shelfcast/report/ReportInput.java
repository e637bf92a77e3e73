package io.shelfcast.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * What a page tells of a training besides its scores. Lists and maps may be empty; the page then
 * leaves their part out.
 *
 * @param version of the model, from 1
 * @param curves how each member learned
 * @param importance what the trees look at
 * @param windows the parts of the days, oldest first
 * @param parameters name and value of everything that can be set, in the order shown
 * @param origin where the model came from: data digest, seed, library versions, time; likewise
 */
public record ReportInput(
    int version,
    List<LearningCurve> curves,
    List<Importance> importance,
    List<Window> windows,
    Map<String, String> parameters,
    Map<String, String> origin) {

  public ReportInput {
    curves = List.copyOf(curves);
    importance = List.copyOf(importance);
    windows = List.copyOf(windows);
  }

  /**
   * Loss by round.
   *
   * @param model whose ("lstm")
   * @param round what a round is ("epoch", "tree")
   * @param loss what the loss is, with its unit
   * @param training on the training window; {@code stopping} on the stopping window, of one length
   * @param best the round that was kept, from 1
   * @param max rounds allowed
   */
  public record LearningCurve(
      String model,
      String round,
      String loss,
      double[] training,
      double[] stopping,
      int best,
      int max) {

    public LearningCurve {
      if (training.length == 0
          || training.length != stopping.length
          || best < 1
          || best > training.length) {
        throw new IllegalArgumentException(
            "Invalid learning curve of "
                + model
                + ": "
                + training.length
                + " training and "
                + stopping.length
                + " stopping losses, best "
                + best);
      }
    }
  }

  /**
   * How much one feature helps.
   *
   * @param group one of the six, in words ("sales history")
   * @param gain in any unit; shares are worked out
   */
  public record Importance(String feature, String group, double gain) {}

  /**
   * A part of the days.
   *
   * @param name "training", "stopping", "calibration", "validation"
   * @param rows rows of it that were used, negative where they are not counted
   */
  public record Window(String name, LocalDate first, LocalDate last, long rows) {}
}
