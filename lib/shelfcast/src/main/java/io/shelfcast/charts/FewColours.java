package io.shelfcast.charts;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Images with a palette of 256 colours: a third of the bytes, and no difference to the eye, since
 * figures have few colours and shades of them only along edges.
 */
final class FewColours {
  private FewColours() {}

  private static final int SIZE = 256;

  /** The image with its 256 most frequent colours; the others become the nearest of these. */
  static BufferedImage of(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
    Map<Integer, Integer> counts = new HashMap<>();
    for (int from = 0, to; from < pixels.length; from = to) {
      to = endOfRun(pixels, from);
      counts.merge(pixels[from] & 0xFFFFFF, to - from, Integer::sum);
    }
    List<Integer> colours = new ArrayList<>(counts.keySet());
    colours.sort(
        (a, b) -> counts.get(a).equals(counts.get(b)) ? a - b : counts.get(b) - counts.get(a));
    int[] palette = colours.stream().limit(SIZE).mapToInt(Integer::intValue).toArray();
    Map<Integer, Byte> places = new HashMap<>();
    for (int colour : colours) {
      places.put(colour, (byte) nearest(colour, palette));
    }
    IndexColorModel model = new IndexColorModel(8, palette.length, palette, 0, false, -1, 0);
    BufferedImage indexed =
        new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
    byte[] indices = new byte[pixels.length];
    for (int from = 0, to; from < pixels.length; from = to) {
      to = endOfRun(pixels, from);
      Arrays.fill(indices, from, to, places.get(pixels[from] & 0xFFFFFF));
    }
    indexed.getRaster().setDataElements(0, 0, width, height, indices);
    return indexed;
  }

  /** Most of a figure is runs of one colour. */
  private static int endOfRun(int[] pixels, int from) {
    int to = from + 1;
    while (to < pixels.length && pixels[to] == pixels[from]) {
      to++;
    }
    return to;
  }

  private static int nearest(int colour, int[] palette) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < palette.length && least > 0; i++) {
      int red = (colour >> 16) - (palette[i] >> 16);
      int green = (colour >> 8 & 0xFF) - (palette[i] >> 8 & 0xFF);
      int blue = (colour & 0xFF) - (palette[i] & 0xFF);
      int distance = red * red + green * green + blue * blue;
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }
}
