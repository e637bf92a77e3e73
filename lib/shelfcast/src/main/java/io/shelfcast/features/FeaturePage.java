package io.shelfcast.features;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The project's page of features, {@code docs/features.md}, made of what {@link Feature} says. */
public final class FeaturePage {

  private static final String HEAD =
      """
      # The 45 features

      Made from `io.shelfcast.features.Feature`, of which it says nothing but what is there; a test compares them.

      A row belongs to a series (one product in one store), to the last day *k* whose sales are known, and to the day *t*
      that it is for; *y* are the units sold. What comes from sales looks at days up to *k* and nowhere else, and never at
      *t* itself; everything known ahead is that of *t*. An *open* day is one on which the store was neither closed nor,
      against its habit, without any record, and on which the series was not sold out for half of the opening hours or
      more (taken as 12, or as long as the longest stock-out up to that day). Averages are over open days: a day closed,
      lost or sold out tells nothing of demand.

      *Missing* is not zero: it is an empty field in a file and NaN for XGBoost, and the LSTM gets the mean. Values are in
      raw units; models divide those in units by the level of the series.
      """;

  private FeaturePage() {}

  /** Writes the page: {@code docs/features.md}. */
  public static void main(String... args) throws IOException {
    Files.writeString(Path.of(args[0]), markdown());
  }

  /** The page as Markdown. */
  public static String markdown() {
    StringBuilder page = new StringBuilder(HEAD);
    for (FeatureGroup group : FeatureGroup.values()) {
      page.append("\n## ").append(title(group)).append(": ").append(group.size()).append("\n\n");
      page.append("| name | group | formula | window | unit | missing | known |\n");
      page.append("|---|---|---|---|---|---|---|\n");
      Arrays.stream(Feature.values())
          .filter(f -> f.group() == group)
          .forEach(f -> page.append(row(f)).append("\n"));
    }
    return page.toString();
  }

  private static String title(FeatureGroup group) {
    String label = group.label();
    return Character.toUpperCase(label.charAt(0)) + label.substring(1);
  }

  private static String row(Feature f) {
    return Stream.of(
            "`" + f.label() + "`",
            f.group().label(),
            f.formula(),
            f.window(),
            f.unit(),
            f.missing(),
            f.known().words())
        .map(cell -> cell.replace("|", "\\|").replace("*", "\\*"))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }
}
