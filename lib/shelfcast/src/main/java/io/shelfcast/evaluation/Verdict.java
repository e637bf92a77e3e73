package io.shelfcast.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.shelfcast.ShelfcastException;
import io.shelfcast.WholeFile;
import io.shelfcast.sales.SalesPanel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An evaluation, whether it passes the gate, and what to try where it does not: what {@code
 * metrics.json} holds.
 *
 * @param advice empty where the gate is passed
 */
public record Verdict(Gate gate, List<Advice> advice, Evaluation evaluation) {

  /**
   * Judges an evaluation.
   *
   * @param panel the sales that were trained on and scored
   * @param training what the training was like, null where it is not known
   */
  public static Verdict of(
      Evaluation evaluation, Level gateLevel, SalesPanel panel, TrainingFacts training) {
    Gate gate = Gate.of(evaluation, gateLevel);
    return new Verdict(
        gate,
        gate.passed() ? List.of() : Advisor.advise(evaluation, gateLevel, panel, training),
        evaluation);
  }

  /** Whether the gate is passed. */
  public boolean passed() {
    return gate.passed();
  }

  /**
   * JSON with stable keys; numbers that are not defined are null. The same verdict gives the same
   * bytes.
   */
  public String toJson() {
    ObjectWriter writer = Json.mapper().writer(Json.rowsInOneLine());
    try {
      return writer.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads what {@link #toJson} wrote. */
  public static Verdict fromJson(String json) {
    try {
      return Json.mapper().readValue(json, Verdict.class);
    } catch (JsonProcessingException e) {
      throw new ShelfcastException(
          "Not the metrics of an evaluation: " + e.getOriginalMessage(), e);
    }
  }

  /** Writes {@link #toJson} to a file, whole or not at all. */
  public void write(Path file) {
    WholeFile.write(file, toJson());
  }

  /** Reads a file that {@link #write} made. */
  public static Verdict read(Path file) {
    try {
      return fromJson(Files.readString(file));
    } catch (IOException e) {
      throw new ShelfcastException("Cannot read " + file + ": " + e, e);
    }
  }
}
