package io.shelfcast.report;

import io.shelfcast.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A page that needs nothing beside it: its style is in it, scripts there are none. */
public final class SinglePage {
  private SinglePage() {}

  /** The page around its content. */
  public static String html(String title, Markup body) {
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
        + Markup.text(title).html()
        + "</title>\n<style>\n"
        + style()
        + "</style>\n</head>\n<body>\n<main>\n"
        + body.html()
        + "</main>\n</body>\n</html>\n";
  }

  /**
   * Writes a page to a file, whole or not at all.
   *
   * @throws ShelfcastException if the file cannot be written
   */
  public static void write(Path file, String html) {
    WholeFile.write(file, html);
  }

  private static String style() {
    try (InputStream css = SinglePage.class.getResourceAsStream("report.css")) {
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
