package io.shelfcast.charts;

import java.awt.Color;
import java.util.Map;

/**
 * The colours of every figure, so that a model looks the same wherever it appears. They can be told
 * apart by colour-blind readers (Okabe &amp; Ito 2008, "Color Universal Design").
 */
public final class Palette {
  private Palette() {}

  static final Color ACTUAL = new Color(0x20242A);
  static final Color TEXT = new Color(0x30363D);
  static final Color GRID = new Color(0xE4E7EB);
  static final Color REFERENCE = new Color(0x8A929B);

  private static final Color BLUE = new Color(0x0072B2);
  private static final Color ORANGE = new Color(0xE69F00);
  private static final Color GREEN = new Color(0x009E73);
  private static final Color SKY = new Color(0x56B4E9);
  private static final Color PURPLE = new Color(0xCC79A7);
  private static final Color VERMILION = new Color(0xD55E00);
  private static final Color GREY = new Color(0x999999);

  private static final Color[] IN_TURN = {BLUE, ORANGE, GREEN, VERMILION, SKY, PURPLE, GREY};

  private static final Map<String, Color> MODELS =
      Map.of(
          "ensemble", BLUE,
          "xgboost", ORANGE,
          "lstm", GREEN,
          "ensemble-fixed", SKY,
          "ensemble-fitted", PURPLE,
          "seasonal-naive", GREY);

  /** The colour of a model; {@code VERMILION} for one that Shelfcast does not know. */
  public static Color model(String model) {
    return MODELS.getOrDefault(model, VERMILION);
  }

  /** The n-th colour, from 0, for things that are not models; they repeat after seven. */
  public static Color at(int n) {
    return IN_TURN[n % IN_TURN.length];
  }

  static Color faint(Color color, int alpha) {
    return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
  }
}
