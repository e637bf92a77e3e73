package io.shelfcast.training;

import io.shelfcast.sales.Covariates;
import io.shelfcast.sales.SalesPanel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * SHA-256 of all that a panel knows: sales, prices paid, products, stores and covariates. Equal
 * panels have equal digests, wherever they were read from; the customer's name does not count.
 */
final class PanelDigest {

  private final MessageDigest digest;

  private PanelDigest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** In hexadecimal. */
  static String of(SalesPanel panel) {
    PanelDigest d = new PanelDigest();
    d.texts(panel.products());
    d.texts(panel.stores());
    d.number(panel.firstDay());
    d.number(panel.lastDay());
    for (int s = 0; s < panel.seriesCount(); s++) {
      d.series(panel, s);
    }
    Covariates c = panel.covariates();
    d.texts(c.prices());
    d.texts(c.promotions());
    d.texts(c.events());
    d.texts(c.weather());
    d.texts(c.stockouts());
    d.number(c.promotionsUntil());
    d.number(c.eventsUntil());
    d.number(c.weatherUntil());
    return HexFormat.of().formatHex(d.digest.digest());
  }

  private void series(SalesPanel panel, int s) {
    int days = panel.days(s);
    int start = panel.startDay(s);
    ByteBuffer bytes = ByteBuffer.allocate(8 * days + 16);
    bytes.putInt(panel.product(s)).putInt(panel.store(s)).putInt(start).putInt(days);
    for (int day = start; day < start + days; day++) {
      bytes.putFloat(panel.quantity(s, day)).putFloat(panel.unitPrice(s, day));
    }
    digest.update(bytes.flip());
  }

  /** Records of numbers and texts; their own text form tells all of them. */
  private void texts(List<?> records) {
    number(records == null ? -1 : records.size());
    if (records != null) {
      for (Object each : records) {
        byte[] text = each.toString().getBytes(StandardCharsets.UTF_8);
        number(text.length);
        digest.update(text);
      }
    }
  }

  private void number(int value) {
    digest.update(ByteBuffer.allocate(4).putInt(value).flip());
  }
}
