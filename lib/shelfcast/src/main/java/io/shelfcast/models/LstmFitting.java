package io.shelfcast.models;

import io.shelfcast.ShelfcastException;
import io.shelfcast.lstm.Loss;
import io.shelfcast.lstm.LstmNetwork;
import io.shelfcast.lstm.LstmShape;
import io.shelfcast.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Trains the networks of an {@link LstmMember} side by side, each on one thread with its own start,
 * draw and early stopping, so that the number of threads changes nothing but the time.
 */
final class LstmFitting {

  private static final String TASK = "LSTM";
  private static final String AGAIN = TASK + " again";

  /** Epochs on either side of the one kept whose weights are averaged with its own. */
  private static final int AVERAGED = 3;

  /** Learning rates of the epochs that follow on all days, as shares of the first one. */
  private static final double[] GO_ON_RATES = {1 / 2., 1 / 4., 1 / 8., 1 / 16.};

  private final Sequences rows;
  private final SequenceEncoding encoding;
  private final TrainingOptions options;
  private final Progress progress;
  private final double unit;
  private int epochsDone;

  LstmFitting(Sequences rows, Inputs inputs, TrainingOptions options, Progress progress) {
    this.rows = rows;
    this.encoding = new SequenceEncoding(inputs);
    this.options = options;
    this.progress = progress;
    this.unit = meanWeight(rows);
  }

  /** A fitted network, with its loss (training, stopping) of each epoch. */
  record Fitted(LstmLearner learner, List<double[]> losses, int kept) {

    LearningCurve curve(String metric) {
      return new LearningCurve(
          metric,
          losses.stream().mapToDouble(x -> x[0]).toArray(),
          losses.stream().mapToDouble(x -> x[1]).toArray(),
          kept);
    }
  }

  List<Fitted> fit(Sequences stopping) {
    TrainingOptions.Lstm l = options.lstm();
    LstmShape shape = new LstmShape(SequenceEncoding.WIDTH, l.layers(), l.dense());
    SplittableRandom random = new SplittableRandom(options.seed());
    List<Callable<Fitted>> work = new ArrayList<>();
    for (int k = 0; k < l.networks(); k++) {
      SplittableRandom own = random.split();
      work.add(() -> fit(LstmNetwork.initial(shape, own), own.nextLong(), stopping));
    }
    List<Fitted> fitted = sideBySide(work);
    progress.step(TASK, epochsInAll(), epochsInAll(), "kept epoch " + keptEpochs(fitted));
    return fitted;
  }

  private static String keptEpochs(List<Fitted> fitted) {
    return String.join(" and ", fitted.stream().map(f -> String.valueOf(f.kept() + 1)).toList());
  }

  private long epochsInAll() {
    return (long) options.lstm().epochs() * options.lstm().networks();
  }

  private Fitted fit(LstmNetwork start, long seed, Sequences stopping) {
    TrainingOptions.Lstm l = options.lstm();
    LstmLearner learner = LstmLearner.of(start, encoding, options, seed);
    SequenceBatches.Draw draw = new SequenceBatches.Draw(rows.size(), seed);
    double rate = l.learningRate();
    KeptRound kept = new KeptRound();
    int lastHalving = -1;
    List<LstmNetwork> networks = new ArrayList<>();
    List<double[]> losses = new ArrayList<>();
    for (int epoch = 0; epoch < l.epochs() && epoch - kept.round() <= l.patience(); epoch++) {
      double training = epoch(learner, draw);
      networks.add(learner.network());
      double stop = loss(learner.network(), stopping);
      losses.add(new double[] {training, stop});
      if (!kept.offer(epoch, stop) && epoch - Math.max(kept.round(), lastHalving) >= l.plateau()) {
        rate /= 2;
        lastHalving = epoch;
        learner.rate(rate);
      }
      report(String.format("loss %.4f, stopping %.4f, rate %.1e", training, stop, rate));
    }
    if (kept.round() < 0) {
      throw new ShelfcastException(
          "The LSTM's loss is not a number from the first epoch on; try a lower learning rate");
    }
    learner.network(about(networks, kept, stopping));
    return new Fitted(learner, losses, kept.round());
  }

  private synchronized void report(String note) {
    epochsDone++;
    progress.step(TASK, epochsDone, epochsInAll(), note);
  }

  /**
   * The mean of the weights about the epoch kept, in which the noise of single steps averages out
   * (Izmailov et al. 2018); that epoch's own weights where the mean is no good.
   */
  private LstmNetwork about(List<LstmNetwork> networks, KeptRound kept, Sequences stopping) {
    List<LstmNetwork> about =
        networks.subList(
            Math.max(0, kept.round() - AVERAGED),
            Math.min(networks.size(), kept.round() + AVERAGED + 1));
    float[] mean = new float[about.get(0).parameters().length];
    for (LstmNetwork network : about) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += network.parameters()[i] / about.size();
      }
    }
    LstmNetwork averaged = new LstmNetwork(about.get(0).shape(), mean);
    return kept.good(loss(averaged, stopping)) ? averaged : networks.get(kept.round());
  }

  /**
   * Learns on for four short epochs, ever more slowly.
   *
   * @return the learners, or null if one has failed
   */
  List<LstmLearner> goOn(List<LstmLearner> learners) {
    SplittableRandom random = new SplittableRandom(options.seed() + 1);
    List<Callable<LstmLearner>> work = new ArrayList<>();
    for (LstmLearner learner : learners) {
      long seed = random.nextLong();
      work.add(() -> goOn(learner.copy(), seed));
    }
    List<LstmLearner> on = sideBySide(work);
    progress.step(AGAIN, epochsAgain(), epochsAgain(), "");
    return on.contains(null) ? null : on;
  }

  private LstmLearner goOn(LstmLearner learner, long seed) {
    SequenceBatches.Draw draw = new SequenceBatches.Draw(rows.size(), seed);
    for (double share : GO_ON_RATES) {
      learner.rate(options.lstm().learningRate() * share);
      double loss = epoch(learner, draw);
      synchronized (this) {
        epochsDone++;
        progress.step(AGAIN, epochsDone, epochsAgain(), String.format("loss %.4f", loss));
      }
      if (!Double.isFinite(loss)) {
        return null;
      }
    }
    return learner;
  }

  private long epochsAgain() {
    return (long) GO_ON_RATES.length * options.lstm().networks();
  }

  private double epoch(LstmLearner learner, SequenceBatches.Draw draw) {
    int[] order = draw.take(options.lstm().epochSequences());
    double sum = 0;
    double weight = 0;
    for (int from = 0; from < order.length; from += options.lstm().batch()) {
      int n = Math.min(options.lstm().batch(), order.length - from);
      sum += learner.learn(rows, order, from, n, unit);
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

  private double loss(LstmNetwork network, Sequences stopping) {
    Loss loss = options.lstm().engine().loss();
    float[] out = new LstmOutputs(List.of(network), encoding).of(stopping);
    double sum = 0;
    double weight = 0;
    for (int c = 0; c < out.length; c++) {
      if (stopping.weight()[c] > 0) {
        sum += stopping.weight()[c] * loss.value(out[c], stopping.target()[c]);
        weight += stopping.weight()[c];
      }
    }
    return sum / weight;
  }

  private <T> List<T> sideBySide(List<Callable<T>> work) {
    ExecutorService pool = Executors.newFixedThreadPool(Math.min(options.threads(), work.size()));
    try {
      List<T> done = new ArrayList<>();
      for (Future<T> one : pool.invokeAll(work)) {
        done.add(one.get());
      }
      return done;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ShelfcastException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ShelfcastException("The LSTM's training was interrupted", e);
    } finally {
      pool.shutdownNow();
    }
  }
}
