package io.shelfcast.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class ShownValuesTest {

  @Test
  void textHasEveryDigitAndHtmlTheDecimalsThatPeopleRead() {
    Table table =
        Table.create(
            StringColumn.create("id", "a", "b"),
            DoubleColumn.create("MAE %", 19.123456789, 1),
            DoubleColumn.create("rows", 112176, Double.NaN),
            FloatColumn.create("value", .1f, 2));

    assertThat(TableText.of(table))
        .isEqualTo("id,MAE %,rows,value\na,19.123456789,112176.0,0.1\nb,1.0,,2.0\n");
    assertThat(TableHtml.of(table))
        .contains(">19.1<", ">1.0<", ">112,176<", ">\u2013<", ">0.1<", ">2<");
  }

  @Test
  void idsCannotBecomeMarkupOrBreakTheCsv() {
    Table table = Table.create(StringColumn.create("<b>", "<script>\"a\", b\n&"));

    assertThat(TableHtml.of(table))
        .contains("&lt;b&gt;", "&lt;script&gt;&quot;a&quot;, b\n&amp;")
        .doesNotContain("<script>");
    assertThat(TableText.of(table)).isEqualTo("<b>\n\"<script>\"\"a\"\", b\n&\"\n");
  }

  @Test
  void longTableShowsItsFirstRowsAndSaysHowManyThereAre() {
    Table table = Table.create(DoubleColumn.create("n", new double[1234]));

    assertThat(TableHtml.of(table).split("<tr>")).hasSize(1 + 1 + TableText.ROWS);
    assertThat(TableHtml.of(table)).contains("20 of 1,234 rows");
    assertThat(TableText.of(table).lines()).hasSize(1 + TableText.ROWS);
  }

  @Test
  void longTextIsWrappedBetweenWords() {
    String text = "word ".repeat(40) + "\nits own line\n" + "x".repeat(30);

    assertThat(Notebook.wrapped(text).lines())
        .allMatch(line -> line.matches("(word ?)+|its own line|x+"))
        .allMatch(line -> line.length() <= 88);
    assertThat(Notebook.wrapped(text).replaceAll("\\s", "")).isEqualTo(text.replaceAll("\\s", ""));
  }

  @Test
  void progressLeavesOneLineWithoutTimes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Set<String> said = new HashSet<>(Set.of("said before"));
    try (LineProgress progress = new LineProgress(new PrintStream(out, true), said)) {
      progress.step("XGBoost", 1, 500, "RMSE .3");
      progress.say("said before");
      progress.say("a notice");
      progress.say("a notice");
      progress.step("XGBoost", 500, 500, "best 212 trees");
      progress.step("LSTM", 3, 50, "loss .1");
      progress.step("reading", 60_000, 0, "");
      progress.step("judging", 8, 8, "");
    }

    String[] lines = out.toString(StandardCharsets.UTF_8).split("\n");
    assertThat(lines).hasSize(2);
    assertThat(lines[0]).endsWith("\ra notice");
    assertThat(lines[1].substring(lines[1].lastIndexOf('\r') + 1).stripTrailing())
        .isEqualTo("done: XGBoost: best 212 trees; LSTM: 3 of 50");
  }
}
