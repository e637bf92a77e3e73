package io.shelfcast.models;

import io.shelfcast.ShelfcastException;
import io.shelfcast.features.FeatureBuilder;
import io.shelfcast.lstm.Dl4jNetworks;
import io.shelfcast.lstm.Loss;
import io.shelfcast.lstm.LstmNetwork;
import io.shelfcast.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.util.ModelSerializer;

/**
 * The LSTM member: one network or the mean of several. Each reads the days before the origin and
 * the days to forecast, and forecasts the whole horizon in one pass. Learns sales / level, by a
 * {@link Loss} that the engine decides; {@code levelFactor} puts back part of the mean that is
 * missing on the stopping days.
 */
final class LstmMember implements Member {

  /** A level factor outside of this is no correction: the network has failed. */
  private static final float LEAST_FACTOR = .8f;

  private static final float MOST_FACTOR = 1.25f;

  /** Half of the shortfall is put back: the stopping window's own level is noisy. */
  private static final double SHARE_PUT_BACK = .5;

  /** Their outputs add up to the forecast of sales / level. */
  private final List<LstmNetwork> networks;

  /** What has trained the networks; empty for those from a file. */
  private final List<LstmLearner> learners;

  private final LstmOutputs outputs;
  private final Inputs inputs;
  private final int steps;
  private final Loss loss;
  private final float levelFactor;

  private LstmMember(
      List<LstmNetwork> networks,
      List<LstmLearner> learners,
      Inputs inputs,
      int steps,
      Loss loss,
      float levelFactor) {
    this.networks = networks;
    this.learners = learners;
    this.outputs = new LstmOutputs(networks, new SequenceEncoding(inputs));
    this.inputs = inputs;
    this.steps = steps;
    this.loss = loss;
    this.levelFactor = levelFactor;
  }

  private static LstmMember of(
      List<LstmLearner> learners, Inputs inputs, int steps, Loss loss, float levelFactor) {
    return new LstmMember(
        LstmNetwork.parts(learners.stream().map(LstmLearner::network).toList()),
        learners,
        inputs,
        steps,
        loss,
        levelFactor);
  }

  /** A fitted member with the learning curve of its first network. */
  record Fit(LstmMember member, LearningCurve curve) {}

  static Fit fit(
      Sequences rows,
      Sequences stopping,
      Inputs inputs,
      TrainingOptions options,
      Progress progress) {
    List<LstmFitting.Fitted> fitted =
        new LstmFitting(rows, inputs, options, progress).fit(stopping);
    TrainingOptions.Engine engine = options.lstm().engine();
    Loss loss = engine.loss();
    LstmMember raw =
        of(
            fitted.stream().map(LstmFitting.Fitted::learner).toList(),
            inputs,
            options.steps(),
            loss,
            1);
    float factor = levelFactor(raw.outputs.of(stopping), stopping, loss);
    return new Fit(
        of(raw.learners, inputs, options.steps(), loss, factor),
        fitted.get(0).curve(engine.metric()));
  }

  /** Learns on from here for a few short epochs on other rows. */
  LstmMember goOn(Sequences rows, TrainingOptions options, Progress progress) {
    SequenceEncoding encoding = new SequenceEncoding(inputs);
    List<LstmLearner> from =
        learners.isEmpty()
            ? LstmNetwork.wholes(networks).stream()
                .map(network -> LstmLearner.of(network, encoding, options, options.seed()))
                .toList()
            : learners;
    List<LstmLearner> on = new LstmFitting(rows, inputs, options, progress).goOn(from);
    return on == null ? this : of(on, inputs, steps, loss, levelFactor);
  }

  private static float levelFactor(float[] out, Sequences rows, Loss loss) {
    double sold = 0;
    double forecast = 0;
    for (int c = 0; c < out.length; c++) {
      if (rows.weight()[c] > 0) {
        float level = rows.level()[c / rows.horizon()];
        sold += rows.target()[c] * level;
        forecast += Math.max(0, loss.mean(out[c])) * level;
      }
    }
    float factor = (float) (1 + SHARE_PUT_BACK * (sold / forecast - 1));
    return Float.isNaN(factor) ? 1 : Math.max(LEAST_FACTOR, Math.min(MOST_FACTOR, factor));
  }

  @Override
  public float[] mean(FeatureBuilder builder, int[] series, int origin, int horizon) {
    float[] mean = new float[series.length * horizon];
    int batches = (series.length + LstmOutputs.BATCH - 1) / LstmOutputs.BATCH;
    IntStream.range(0, batches)
        .parallel()
        .forEach(
            batch -> {
              int from = batch * LstmOutputs.BATCH;
              int to = Math.min(series.length, from + LstmOutputs.BATCH);
              Sequences rows =
                  Sequences.toForecast(
                      builder,
                      Arrays.copyOfRange(series, from, to),
                      origin,
                      Math.max(steps, horizon + 1),
                      horizon,
                      inputs);
              float[] out = outputs.of(rows);
              for (int c = 0; c < out.length; c++) {
                mean[from * horizon + c] =
                    Math.max(0, loss.mean(out[c]) * rows.level()[c / horizon] * levelFactor);
              }
            });
    return mean;
  }

  List<LstmNetwork> networks() {
    return networks;
  }

  float levelFactor() {
    return levelFactor;
  }

  /** Writes a model file of DL4J's, of one network: all of them side by side. */
  void save(Path file) {
    try {
      ModelSerializer.writeModel(Dl4jNetworks.join(networks, steps), file.toFile(), false);
    } catch (IOException e) {
      throw new ShelfcastException("Cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  static LstmMember load(Path file, Inputs inputs, TrainingOptions options, float levelFactor) {
    try {
      return new LstmMember(
          Dl4jNetworks.split(
              ModelSerializer.restoreMultiLayerNetwork(file.toFile(), false),
              options.lstm().networks()),
          List.of(),
          inputs,
          options.steps(),
          options.lstm().engine().loss(),
          levelFactor);
    } catch (IOException | RuntimeException e) {
      throw new ShelfcastException("Damaged model file " + file + ": DL4J cannot read it", e);
    }
  }
}
