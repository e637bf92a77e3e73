package io.shelfcast.models;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shelfcast.ShelfcastException;
import io.shelfcast.features.Feature;
import io.shelfcast.features.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A model on disk: {@code lstm_v<N>.zip} (a standard DL4J file), {@code xgb_v<N>.json} (a standard
 * XGBoost file) and {@code model.json}, which holds all else that forecasting needs, and where the
 * model came from.
 */
final class ModelFiles {

  static final String MODEL = "model.json";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private ModelFiles() {}

  /** What model.json holds. */
  @JsonPropertyOrder({"version", "provenance", "features"})
  record State(
      int version,
      Map<String, Object> provenance,
      List<String> features,
      TrainingOptions options,
      Windows windows,
      int learntUntil,
      Weights weights,
      float lstmLevelFactor,
      Vocabulary vocabulary,
      Inputs inputs,
      Map<String, Intervals> intervals,
      LearningCurve lstmCurve,
      LearningCurve xgboostCurve) {}

  static Path lstm(Path directory, int version) {
    return directory.resolve("lstm_v" + version + ".zip");
  }

  static Path xgboost(Path directory, int version) {
    return directory.resolve("xgb_v" + version + ".json");
  }

  static void write(Path directory, State state) {
    try {
      JSON.writeValue(directory.resolve(MODEL).toFile(), state);
    } catch (IOException e) {
      throw new ShelfcastException(
          "Cannot write " + directory.resolve(MODEL) + ": " + e.getMessage(), e);
    }
  }

  static State read(Path directory) {
    Path file = directory.resolve(MODEL);
    try {
      State state = JSON.readValue(Files.readAllBytes(file), State.class);
      if (!Feature.labels().equals(state.features())) {
        throw new ShelfcastException(
            "The model in "
                + directory
                + " was trained on other features than this version's; train again");
      }
      return state;
    } catch (NoSuchFileException e) {
      throw new ShelfcastException("No model in " + directory + ": " + MODEL + " is missing", e);
    } catch (JacksonException e) {
      throw new ShelfcastException(
          "Damaged model file " + file + ": not the JSON that was written", e);
    } catch (IOException e) {
      throw new ShelfcastException("Cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
