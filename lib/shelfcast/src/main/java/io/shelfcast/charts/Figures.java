package io.shelfcast.charts;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.internal.chartpart.Chart;

/**
 * Images of figures. The same figure gives the same bytes. A notebook shows {@link #image} when it
 * is a cell's last value.
 */
public final class Figures {
  private Figures() {}

  /** Pixels of an image for each of the figure's own, so that it is sharp on dense screens. */
  static final int SCALE = 2;

  /** What keeps this machine from drawing figures and what to install; empty where nothing does. */
  public static Optional<String> obstacle() {
    return Optional.ofNullable(FigureFont.failure())
        .map(cause -> new FiguresUnavailable(cause).getMessage());
  }

  /** The figure at twice its size, 1440 x 880 pixels for most. */
  public static BufferedImage image(Chart<?, ?> chart) {
    int width = chart.getWidth();
    int height = chart.getHeight();
    BufferedImage image =
        new BufferedImage(SCALE * width, SCALE * height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    graphics.scale(SCALE, SCALE);
    chart.paint(graphics, width, height);
    graphics.dispose();
    return image;
  }

  /** {@link #image} as a PNG file of 256 colours. */
  public static byte[] png(Chart<?, ?> chart) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(FewColours.of(image(chart)), "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /**
   * The figure as an SVG document, for print. Letters are drawn as paths, so that it looks the same
   * without the font, but is larger than the PNG.
   */
  public static String svg(Chart<?, ?> chart) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      VectorGraphicsEncoder.saveVectorGraphic(chart, out, VectorGraphicsFormat.SVG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
