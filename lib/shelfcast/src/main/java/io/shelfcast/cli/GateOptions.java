package io.shelfcast.cli;

import io.shelfcast.ShelfcastException;
import io.shelfcast.evaluation.Gate;
import io.shelfcast.evaluation.Level;
import io.shelfcast.evaluation.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** At which level a model must pass, and where its metrics go; a picocli mixin. */
public final class GateOptions {

  @Option(
      names = "--gate-level",
      paramLabel = "LEVEL",
      converter = ToLevel.class,
      description =
          "Where the gate asks: product-store-day, product-store-horizon (what is ordered),"
              + " product-day, store-day or total-day.")
  private Level level = Gate.DEFAULT_LEVEL;

  @Option(
      names = "--out",
      paramLabel = "F.json",
      description = "Also write the metrics of every model and level here.")
  private Path out;

  public Level level() {
    return level;
  }

  /** Writes the file, if one is asked for, its directory too where it is lacking, and says so. */
  public void write(Verdict verdict, PrintWriter summary) {
    if (out != null) {
      try {
        Files.createDirectories(out.toAbsolutePath().getParent());
      } catch (IOException e) {
        throw new ShelfcastException("Cannot write --out " + out + ": " + e, e);
      }
      verdict.write(out);
      summary.println("Metrics: " + Shown.path(out));
    }
  }

  static final class ToLevel implements ITypeConverter<Level> {
    @Override
    public Level convert(String name) {
      try {
        return Level.of(name);
      } catch (ShelfcastException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
