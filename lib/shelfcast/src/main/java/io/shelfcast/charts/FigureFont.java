package io.shelfcast.charts;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The font of all figures: Liberation Sans out of the PDFBox jar, so that figures are the same on
 * every machine and need no font to be installed. Java wants a font configuration all the same; on
 * a bare Linux it gets an empty one.
 */
final class FigureFont {

  /** PDFBox is on the class path for this file alone. */
  private static final String FILE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  /** Where Java looks for its font configuration, before it asks fontconfig. */
  private static final String CONFIGURATION = "sun.awt.fontconfig";

  private static final FigureFont LOADED = load();

  private final Font font;
  private final boolean systemFonts;
  private final String failure;

  private FigureFont(Font font, boolean systemFonts, String failure) {
    this.font = font;
    this.systemFonts = systemFonts;
    this.failure = failure;
  }

  /** Why no text can be drawn on this machine, null where it can. */
  static String failure() {
    return LOADED.failure;
  }

  /** The font for figures with this text: the system's own where the bundled one lacks a glyph. */
  static Font of(String text, float size) {
    if (LOADED.failure != null) {
      throw new FiguresUnavailable(LOADED.failure);
    }
    boolean enough = !LOADED.systemFonts || LOADED.font.canDisplayUpTo(text) < 0;
    Font family = enough ? LOADED.font : new Font(Font.SANS_SERIF, Font.PLAIN, 1);
    return family.deriveFont(size);
  }

  private static FigureFont load() {
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty(
          "java.awt.headless", "true"); // images only; a dead DISPLAY must not matter
    }
    try {
      return new FigureFont(read(), true, null);
    } catch (RuntimeException | InternalError | LinkageError | IOException noFonts) {
      return withoutSystemFonts(noFonts);
    }
  }

  /** Java fails where fontconfig knows no font, although none of them would be used. */
  private static FigureFont withoutSystemFonts(Throwable first) {
    if (System.getProperty(CONFIGURATION) != null) {
      return new FigureFont(null, false, first.toString());
    }
    try {
      Path empty = Files.createTempFile("fontconfig", ".properties");
      empty.toFile().deleteOnExit();
      Files.writeString(empty, "version=1\nsequence.allfonts=default\n");
      System.setProperty(CONFIGURATION, empty.toString());
      return new FigureFont(read(), false, null);
    } catch (RuntimeException | InternalError | LinkageError | IOException second) {
      System.clearProperty(CONFIGURATION);
      return new FigureFont(null, false, first.toString());
    }
  }

  private static Font read() throws IOException {
    try (InputStream in = FigureFont.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IOException("no " + FILE + " on the class path; it comes with pdfbox");
      }
      Font font = Font.createFont(Font.TRUETYPE_FONT, in);
      font.canDisplay('a'); // fails here, not while drawing, where freetype is missing
      return font;
    } catch (FontFormatException e) {
      throw new IOException(FILE + " is damaged", e);
    }
  }
}
