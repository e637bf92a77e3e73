package io.shelfcast.retraining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shelfcast.evaluation.ScoreTables;
import java.util.List;

/** Outcomes for people and for machines. */
public final class RetrainingSummary {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(
              SerializationFeature.INDENT_OUTPUT, SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
          .build();

  private RetrainingSummary() {}

  /** The decision, then each condition in a line, for a terminal. */
  public static String of(Outcome outcome) {
    StringBuilder text = new StringBuilder("Customer '" + outcome.customer() + "': ");
    switch (outcome.decision()) {
      case PROMOTED -> text.append("version " + outcome.challenger() + " is promoted");
      case REJECTED -> text.append("version " + outcome.challenger() + " is rejected");
      case BUSY -> text.append("is being retrained by another process, nothing was done here");
    }
    if (outcome.decision() == Outcome.Decision.REJECTED) {
      text.append(
          outcome.champion() == null
              ? ", there is no champion"
              : ", version " + outcome.champion() + " stays champion");
    } else if (outcome.champion() != null) {
      text.append(" over version " + outcome.champion());
    }
    text.append('\n');
    outcome
        .conditions()
        .forEach(c -> text.append(ScoreTables.item(c.met() ? "ok" : "no", c.sentence())));
    return text.toString();
  }

  /** A list of outcomes, keys in the order of the records' components. */
  public static String toJson(List<Outcome> outcomes) {
    try {
      return JSON.writeValueAsString(outcomes) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
