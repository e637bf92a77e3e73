package io.shelfcast.models;

import io.shelfcast.ShelfcastException;
import io.shelfcast.features.FeatureBuilder;
import io.shelfcast.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The LSTM member: reads the days before the origin and the days to forecast, and forecasts the
 * whole horizon in one pass. Learns sales / level by absolute error, which is robust but forecasts
 * the median; {@code levelFactor} puts back part of the mean that is missing.
 */
final class LstmMember implements Member {

  private static final String TASK = "LSTM";
  private static final int FORECAST_BATCH = 1024;

  /** Epochs on either side of the best whose weights are averaged with its own. */
  private static final int AVERAGED = 3;

  /** Learning rates of the epochs that follow on all days, as shares of the first one. */
  private static final double[] GO_ON_RATES = {1 / 4., 1 / 16.};

  /** A level factor outside of this is no correction: the network has failed. */
  private static final float LEAST_FACTOR = .8f;

  private static final float MOST_FACTOR = 1.25f;

  /** Half of the shortfall is put back: the stopping window's own level is noisy. */
  private static final double SHARE_PUT_BACK = .5;

  private final MultiLayerNetwork network;
  private final Inputs inputs;
  private final int steps;
  private final float levelFactor;

  LstmMember(MultiLayerNetwork network, Inputs inputs, int steps, float levelFactor) {
    this.network = network;
    this.inputs = inputs;
    this.steps = steps;
    this.levelFactor = levelFactor;
  }

  /** A fitted member with its learning curve. */
  record Fit(LstmMember member, LearningCurve curve) {}

  static Fit fit(
      Sequences rows,
      Sequences stopping,
      Inputs inputs,
      TrainingOptions options,
      Progress progress) {
    TrainingOptions.Lstm l = options.lstm();
    MultiLayerNetwork network = new MultiLayerNetwork(architecture(options));
    network.init();
    SequenceEncoding encoding = new SequenceEncoding(inputs);
    SequenceBatches.Draw draw = new SequenceBatches.Draw(rows.size(), options.seed());
    double rate = l.learningRate();
    double best = Double.POSITIVE_INFINITY;
    int bestEpoch = -1;
    int lastHalving = -1;
    List<INDArray> parameters = new ArrayList<>();
    List<double[]> losses = new ArrayList<>();
    double unit = meanWeight(rows);
    for (int epoch = 0; epoch < l.epochs() && epoch - bestEpoch <= l.patience(); epoch++) {
      double training = epoch(network, rows, encoding, l, unit, draw);
      double stop = loss(network, stopping, encoding);
      losses.add(new double[] {training, stop});
      parameters.add(network.params().dup());
      if (stop < best) {
        best = stop;
        bestEpoch = epoch;
      } else if (epoch - Math.max(bestEpoch, lastHalving) >= l.plateau()) {
        rate /= 2;
        lastHalving = epoch;
        network.setLearningRate(rate);
      }
      progress.step(
          TASK,
          epoch + 1,
          l.epochs(),
          String.format("loss %.4f, stopping %.4f, rate %.1e", training, stop, rate));
    }
    if (bestEpoch < 0) {
      throw new ShelfcastException(
          "The LSTM's loss is not a number from the first epoch on; try a lower learning rate");
    }
    restore(network, parameters, bestEpoch, best, stopping, encoding);
    progress.step(TASK, l.epochs(), l.epochs(), "best epoch " + (bestEpoch + 1));
    float factor = levelFactor(network, stopping, encoding);
    LearningCurve curve =
        new LearningCurve(
            "weighted absolute error of sales / level",
            losses.stream().mapToDouble(x -> x[0]).toArray(),
            losses.stream().mapToDouble(x -> x[1]).toArray(),
            bestEpoch);
    return new Fit(new LstmMember(network, inputs, options.steps(), factor), curve);
  }

  /**
   * Restores the best epoch's weights, or the mean of the weights about it where that stops better:
   * a step's noise averages out (Izmailov et al. 2018).
   */
  private static void restore(
      MultiLayerNetwork network,
      List<INDArray> parameters,
      int bestEpoch,
      double best,
      Sequences stopping,
      SequenceEncoding encoding) {
    List<INDArray> about =
        parameters.subList(
            Math.max(0, bestEpoch - AVERAGED),
            Math.min(parameters.size(), bestEpoch + AVERAGED + 1));
    INDArray mean = about.get(0).dup();
    for (int k = 1; k < about.size(); k++) {
      mean.addi(about.get(k));
    }
    network.setParams(mean.divi(about.size()));
    if (!(loss(network, stopping, encoding) < best)) {
      network.setParams(parameters.get(bestEpoch));
    }
  }

  /** Learns on from here for two short epochs on other rows. */
  LstmMember goOn(Sequences rows, TrainingOptions options, Progress progress) {
    MultiLayerNetwork learner = network.clone();
    SequenceEncoding encoding = new SequenceEncoding(inputs);
    SequenceBatches.Draw draw = new SequenceBatches.Draw(rows.size(), options.seed() + 1);
    double unit = meanWeight(rows);
    for (int epoch = 0; epoch < GO_ON_RATES.length; epoch++) {
      learner.setLearningRate(options.lstm().learningRate() * GO_ON_RATES[epoch]);
      double loss = epoch(learner, rows, encoding, options.lstm(), unit, draw);
      progress.step(
          TASK + " again", epoch + 1, GO_ON_RATES.length, String.format("loss %.4f", loss));
      if (!Double.isFinite(loss)) {
        return this;
      }
    }
    return new LstmMember(learner, inputs, steps, levelFactor);
  }

  private static MultiLayerConfiguration architecture(TrainingOptions options) {
    TrainingOptions.Lstm l = options.lstm();
    var list =
        new NeuralNetConfiguration.Builder()
            .seed(options.seed())
            .updater(new Adam(l.learningRate()))
            .weightInit(WeightInit.XAVIER)
            .list();
    for (int units : l.layers()) {
      list.layer(
          new LSTM.Builder().nOut(units).activation(Activation.TANH).dropOut(kept(l)).build());
    }
    return list.layer(new DenseLayer.Builder().nOut(l.dense()).activation(Activation.RELU).build())
        .layer(
            new RnnOutputLayer.Builder(LossFunction.MEAN_ABSOLUTE_ERROR)
                .nOut(1)
                .activation(Activation.IDENTITY)
                .build())
        .setInputType(InputType.recurrent(SequenceEncoding.WIDTH, options.steps()))
        .build();
  }

  /** DL4J counts what is kept, and takes 0 for "no dropout". */
  private static double kept(TrainingOptions.Lstm l) {
    return l.dropout() == 0 ? 0 : 1 - l.dropout();
  }

  private static double epoch(
      MultiLayerNetwork network,
      Sequences rows,
      SequenceEncoding encoding,
      TrainingOptions.Lstm options,
      double unit,
      SequenceBatches.Draw draw) {
    int[] order = draw.take(options.epochSequences());
    double sum = 0;
    double weight = 0;
    for (int from = 0; from < order.length; from += options.batch()) {
      int n = Math.min(options.batch(), order.length - from);
      network.fit(SequenceBatches.batch(rows, order, from, n, encoding, unit));
      // DL4J's score is the weighted sum of a batch's errors over its number of sequences.
      sum += network.score() * n * unit;
      weight += weightOf(rows, order, from, n);
    }
    return sum / weight;
  }

  private static double weightOf(Sequences rows, int[] order, int from, int n) {
    double w = 0;
    for (int i = from; i < from + n; i++) {
      for (int c = order[i] * rows.horizon(); c < (order[i] + 1) * rows.horizon(); c++) {
        w += rows.weight()[c];
      }
    }
    return w;
  }

  private static double meanWeight(Sequences rows) {
    double sum = 0;
    int n = 0;
    for (float w : rows.weight()) {
      sum += w;
      n += w > 0 ? 1 : 0;
    }
    return sum / Math.max(1, n);
  }

  /** Forecasts of sales / level, {@code n * horizon}. */
  private static float[] outputs(
      MultiLayerNetwork network, Sequences rows, SequenceEncoding encoding) {
    int horizon = rows.horizon();
    float[] out = new float[rows.size() * horizon];
    int[] order = new int[rows.size()];
    java.util.Arrays.setAll(order, i -> i);
    for (int from = 0; from < rows.size(); from += FORECAST_BATCH) {
      int n = Math.min(FORECAST_BATCH, rows.size() - from);
      INDArray y = network.output(SequenceBatches.features(rows, order, from, n, encoding), false);
      float[] flat = y.dup('c').data().asFloat();
      for (int b = 0; b < n; b++) {
        System.arraycopy(
            flat, b * rows.steps() + rows.steps() - horizon, out, (from + b) * horizon, horizon);
      }
    }
    return out;
  }

  private static double loss(MultiLayerNetwork network, Sequences rows, SequenceEncoding encoding) {
    float[] out = outputs(network, rows, encoding);
    double sum = 0;
    double weight = 0;
    for (int c = 0; c < out.length; c++) {
      if (rows.weight()[c] > 0) {
        sum += rows.weight()[c] * Math.abs(out[c] - rows.target()[c]);
        weight += rows.weight()[c];
      }
    }
    return sum / weight;
  }

  private static float levelFactor(
      MultiLayerNetwork network, Sequences rows, SequenceEncoding encoding) {
    float[] out = outputs(network, rows, encoding);
    double sold = 0;
    double forecast = 0;
    for (int c = 0; c < out.length; c++) {
      if (rows.weight()[c] > 0) {
        float level = rows.level()[c / rows.horizon()];
        sold += rows.target()[c] * level;
        forecast += Math.max(0, out[c]) * level;
      }
    }
    float factor = (float) (1 + SHARE_PUT_BACK * (sold / forecast - 1));
    return Float.isNaN(factor) ? 1 : Math.max(LEAST_FACTOR, Math.min(MOST_FACTOR, factor));
  }

  @Override
  public float[] mean(FeatureBuilder builder, int[] series, int origin, int horizon) {
    SequenceEncoding encoding = new SequenceEncoding(inputs);
    float[] mean = new float[series.length * horizon];
    for (int from = 0; from < series.length; from += FORECAST_BATCH) {
      int[] part =
          java.util.Arrays.copyOfRange(
              series, from, Math.min(series.length, from + FORECAST_BATCH));
      Sequences rows =
          Sequences.toForecast(
              builder, part, origin, Math.max(steps, horizon + 1), horizon, inputs);
      float[] out = outputs(network, rows, encoding);
      for (int c = 0; c < out.length; c++) {
        mean[from * horizon + c] = Math.max(0, out[c] * rows.level()[c / horizon] * levelFactor);
      }
    }
    return mean;
  }

  float levelFactor() {
    return levelFactor;
  }

  void save(Path file) {
    try {
      ModelSerializer.writeModel(network, file.toFile(), true);
    } catch (IOException e) {
      throw new ShelfcastException("Cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  static LstmMember load(Path file, Inputs inputs, int steps, float levelFactor) {
    try {
      return new LstmMember(
          ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true),
          inputs,
          steps,
          levelFactor);
    } catch (IOException | RuntimeException e) {
      throw new ShelfcastException("Damaged model file " + file + ": DL4J cannot read it", e);
    }
  }
}
