package io.shelfcast.retraining;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.shelfcast.ShelfcastException;
import io.shelfcast.registry.ModelRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What every challenger of a customer came to beside the champion of its time, a small file each,
 * kept when versions are pruned: a later challenger has learnt from these days, and could not be
 * judged on them.
 */
record EvidenceFolder(Path folder, Consumer<String> notice) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What a file holds.
   *
   * @param recipe how the challenger was trained, seed aside; others are no evidence
   * @param firstDay epoch day of the first of the days
   * @param days cells, sum of the champion's absolute errors, and the challenger's
   */
  record Judged(
      int champion,
      int challenger,
      int horizon,
      String recipe,
      int firstDay,
      List<double[]> days) {}

  static EvidenceFolder of(ModelRegistry registry, String customer, Consumer<String> notice) {
    return new EvidenceFolder(registry.evidence(customer), notice);
  }

  /** Keeps what a challenger came to. */
  void write(int champion, int challenger, int horizon, String recipe, Losses windows) {
    List<double[]> days =
        java.util.stream.IntStream.range(0, windows.days())
            .mapToObj(
                d ->
                    new double[] {
                      windows.all.cells[d], windows.all.champion[d], windows.all.challenger[d]
                    })
            .toList();
    Judged judged = new Judged(champion, challenger, horizon, recipe, windows.firstDay, days);
    Path file = folder.resolve("v" + challenger + ".json");
    Path beside = folder.resolve("v" + challenger + ".partial");
    try {
      Files.createDirectories(folder);
      JSON.writeValue(beside.toFile(), judged);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new ShelfcastException("Cannot write " + file + ": " + e, e);
    }
  }

  /** Adds to the evidence of a challenger what those before it came to beside the same champion. */
  void addTo(Evidence evidence, int champion, int horizon, String recipe, int firstJudged) {
    for (Path file : files()) {
      Judged judged = read(file);
      if (judged != null
          && judged.champion == champion
          && judged.horizon == horizon
          && judged.recipe.equals(recipe)) {
        Map<Integer, Evidence.Day> days = new TreeMap<>();
        for (int d = 0; d < judged.days.size(); d++) {
          double[] sums = judged.days.get(d);
          days.put(judged.firstDay + d, new Evidence.Day(sums[0], sums[1], sums[2]));
        }
        evidence.addEarlier(days, firstJudged);
      }
    }
  }

  private List<Path> files() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.getFileName().toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new ShelfcastException("Cannot read " + folder + ": " + e, e);
    }
  }

  /** Null, with a notice, for a file that is damaged: there is less evidence then, no wrong one. */
  private Judged read(Path file) {
    try {
      Judged judged = JSON.readValue(file.toFile(), Judged.class);
      if (judged.recipe != null
          && judged.days != null
          && judged.days.stream().allMatch(sums -> sums != null && sums.length == 3)) {
        return judged;
      }
    } catch (IOException e) {
      // told below
    }
    notice.accept(file + " is damaged: it is left out of the evidence");
    return null;
  }
}
