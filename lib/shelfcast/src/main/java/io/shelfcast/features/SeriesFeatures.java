package io.shelfcast.features;

import io.shelfcast.sales.SalesPanel;
import io.shelfcast.sales.Store;
import java.time.LocalDate;

/**
 * The features of one series: sums prepared once, so that a row costs a few look-ups. Not kept for
 * all series at once; a builder makes one after the other.
 */
public final class SeriesFeatures {

  private static final int LOOK_BACK = 90;
  private static final int YEAR = 364;
  private static final int SEASON_HALF = 14;
  private static final float SOLD_OUT_SHARE = .5f;

  private final FeatureBuilder builder;
  private final int start;
  private final int days;
  private final StoreDays storeDays;
  private final PromotionDays promotions;
  private final PriceDays prices;
  private final WeatherDays weather;
  private final double[] productTotals;
  private final double[] storeTotals;
  private final int[] storeRecordedDays;
  private final int productStart;
  private final float[] constants;

  private final float[] y;
  private final boolean[] open;
  private final boolean[] soldOut;
  private final double[] sum;
  private final double[] sumOfSquares;
  private final int[] openDays;
  private final int[] zeroDays;
  private final double[][] weekdaySum;
  private final int[][] weekdayDays;
  private final float[] max90;
  private final byte[] sinceSale;
  private final float[] lastOpen;

  SeriesFeatures(FeatureBuilder builder, int series) {
    this.builder = builder;
    SalesPanel panel = builder.panel();
    start = panel.startDay(series);
    days = panel.days(series);
    int product = panel.product(series);
    int store = panel.store(series);
    storeDays = builder.storeDays(store);
    promotions =
        new PromotionDays(panel, builder.promotionIndex(), series, builder.lastFeatureDay());
    prices = new PriceDays(panel, builder.priceIndex(), series, builder.lastFeatureDay());
    Store master = panel.stores().get(store);
    weather = master.region() == null ? null : builder.weather(master.region());
    productTotals = builder.productTotals(product);
    productStart = builder.productStart(product);
    storeTotals = builder.storeTotals(store);
    storeRecordedDays = builder.storeRecordedDays(store);
    constants = builder.constants(product, store);

    y = panel.quantities(series);
    soldOut = builder.soldOut(series, SOLD_OUT_SHARE);
    open = new boolean[days];
    sum = new double[days + 1];
    sumOfSquares = new double[days + 1];
    openDays = new int[days + 1];
    zeroDays = new int[days + 1];
    weekdaySum = new double[2][days + 7];
    weekdayDays = new int[2][days + 7];
    max90 = new float[days];
    sinceSale = new byte[days];
    lastOpen = new float[days];
    prepareOpenDays(panel);
    prepareSums();
    prepareRuns();
  }

  private void prepareOpenDays(SalesPanel panel) {
    for (int i = 0; i < days; i++) {
      int day = start + i;
      boolean out = soldOut != null && soldOut[i];
      // A sale on a day that the plan calls closed happened all the same.
      boolean closed = storeDays.closed(day) && y[i] == 0;
      open[i] = !closed && !out && !storeDays.unrecordedAt(day - panel.firstDay());
    }
  }

  private void prepareSums() {
    for (int i = 0; i < days; i++) {
      double v = open[i] ? y[i] : 0;
      int n = open[i] ? 1 : 0;
      sum[i + 1] = sum[i] + v;
      sumOfSquares[i + 1] = sumOfSquares[i] + v * v;
      openDays[i + 1] = openDays[i] + n;
      zeroDays[i + 1] = zeroDays[i] + (open[i] && y[i] == 0 ? 1 : 0);
      int promoted = promotions.promoted(start + i) ? 1 : 0;
      for (int p = 0; p < 2; p++) {
        // Chains of one weekday, 7 cells of zeros before the first: cell i + 7 sums days i, i - 7,
        // i - 14, ...
        weekdaySum[p][i + 7] = weekdaySum[p][i] + (p == promoted ? v : 0);
        weekdayDays[p][i + 7] = weekdayDays[p][i] + (p == promoted ? n : 0);
      }
    }
  }

  private void prepareRuns() {
    int[] queue = new int[days];
    int head = 0;
    int tail = 0;
    int since = LOOK_BACK;
    int lastOpenDay = -LOOK_BACK;
    for (int i = 0; i < days; i++) {
      while (tail > head && y[queue[tail - 1]] <= y[i]) {
        tail--;
      }
      queue[tail++] = i;
      if (queue[head] <= i - LOOK_BACK) {
        head++;
      }
      max90[i] = y[queue[head]];
      since = y[i] > 0 ? 0 : Math.min(LOOK_BACK, open[i] ? since + 1 : since);
      sinceSale[i] = (byte) since;
      lastOpenDay = open[i] ? i : lastOpenDay;
      lastOpen[i] = i - lastOpenDay < 28 ? y[lastOpenDay] : Float.NaN;
    }
  }

  /** First day of the series. */
  public int start() {
    return start;
  }

  /** Last day whose sales are known. */
  public int last() {
    return start + days - 1;
  }

  /** Units sold on a known day. */
  public float sales(int day) {
    return y[day - start];
  }

  /** Whether the sales of a known day tell of demand: open, recorded and not sold out. */
  public boolean open(int day) {
    return open[day - start];
  }

  /** Whether the store is planned closed on the day. */
  public boolean closed(int day) {
    return builder.eventsKnown(day) && storeDays.closed(day);
  }

  /** Whether the day is a public holiday at the store. */
  public boolean holiday(int day) {
    return builder.eventsKnown(day) && storeDays.holiday(day);
  }

  /** Whether the series was out of stock for most of a known day. */
  public boolean soldOut(int day) {
    return soldOut != null && soldOut[day - start];
  }

  /** Mean sales over open days of the {@code window} days up to {@code known}, NaN without any. */
  float average(int known, int window) {
    int high = known - start + 1;
    int low = Math.max(0, high - window);
    int n = openDays[high] - openDays[low];
    return n == 0 ? Float.NaN : (float) ((sum[high] - sum[low]) / n);
  }

  /**
   * Writes a row.
   *
   * @param known last day whose sales may be looked at, between the series' first and last day
   * @param day the day that the row is for
   * @param row receives {@link Feature#COUNT} values from {@code at} on
   */
  public void row(int known, int day, float[] row, int at) {
    if (known < start || known > last()) {
      throw new IllegalArgumentException(
          "Invalid last known day "
              + LocalDate.ofEpochDay(known)
              + ": the series' sales are known from "
              + LocalDate.ofEpochDay(start)
              + " to "
              + LocalDate.ofEpochDay(last()));
    }
    if (day < start || day > builder.lastFeatureDay()) {
      throw new IllegalArgumentException(
          "Invalid day "
              + LocalDate.ofEpochDay(day)
              + ": features reach from "
              + LocalDate.ofEpochDay(start)
              + " to "
              + LocalDate.ofEpochDay(builder.lastFeatureDay()));
    }
    temporal(known, day, row, at);
    history(known, day, row, at + Feature.LAST_DAY.ordinal());
    place(known, day, row, at + Feature.CATEGORY.ordinal());
    plan(day, row, at + Feature.HAS_PROMOTION.ordinal());
  }

  private void temporal(int known, int day, float[] row, int at) {
    int calendar = builder.calendar(day);
    row[at] = calendar & 7;
    row[at + 1] = (calendar >> 3) & 31;
    row[at + 2] = calendar >> 8;
    if (builder.eventsKnown(day)) {
      row[at + 3] = storeDays.holiday(day) ? 1 : 0;
      row[at + 4] = builder.untilNext(day, storeDays.toHoliday(day));
      row[at + 5] = storeDays.sinceHoliday(day);
      row[at + 6] = storeDays.school(day) ? 1 : 0;
      row[at + 7] = storeDays.closed(day) ? 1 : 0;
      row[at + 8] = builder.untilNext(day, storeDays.toClosed(day));
      row[at + 9] = storeDays.sinceClosed(day);
      row[at + 10] = storeDays.event(day);
    } else {
      java.util.Arrays.fill(row, at + 3, at + 11, Float.NaN);
    }
    row[at + 11] = Math.max(0, day - known);
  }

  private void history(int known, int day, float[] row, int at) {
    int k = known - start;
    row[at] = lastOpen[k];
    row[at + 1] = average(known, 7);
    row[at + 2] = average(known, 14);
    row[at + 3] = average(known, 28);
    row[at + 4] = average(known, 90);
    row[at + 5] = average(known, 365);
    row[at + 6] = deviation(k, 28);
    int weeks = Math.max(1, Math.floorDiv(day - known + 6, 7));
    int same = day - start - 7 * weeks;
    row[at + 7] = same >= 0 && open[same] ? y[same] : Float.NaN;
    row[at + 8] = sameWeekday(same, 4, 0, 1);
    row[at + 9] = sameWeekday(same, 13, 0, 1);
    if (builder.promotionsKnown(day)) {
      int promoted = promotions.promoted(day) ? 1 : 0;
      row[at + 10] = sameWeekday(same, 13, promoted, promoted);
    } else {
      row[at + 10] = row[at + 9];
    }
    int year = day - start - YEAR;
    row[at + 11] = year >= 0 && year <= k && open[year] ? y[year] : Float.NaN;
    row[at + 12] = max90[k];
    row[at + 13] = sinceSale[k];
    int low = Math.max(0, k + 1 - 28);
    int n = openDays[k + 1] - openDays[low];
    row[at + 14] = n == 0 ? Float.NaN : (float) (zeroDays[k + 1] - zeroDays[low]) / n;
  }

  private float deviation(int k, int window) {
    int low = Math.max(0, k + 1 - window);
    int n = openDays[k + 1] - openDays[low];
    if (n < 2) {
      return Float.NaN;
    }
    double mean = (sum[k + 1] - sum[low]) / n;
    return (float)
        Math.sqrt(Math.max(0, (sumOfSquares[k + 1] - sumOfSquares[low]) / n - mean * mean));
  }

  /**
   * Mean over the latest {@code weeks} days of one weekday, the last of them {@code same}, of some
   * promotion states.
   */
  private float sameWeekday(int same, int weeks, int fromState, int toState) {
    if (same < 0) {
      return Float.NaN;
    }
    int high = same + 7;
    int low = Math.max(same % 7, high - 7 * weeks);
    double total = 0;
    int n = 0;
    for (int p = fromState; p <= toState; p++) {
      total += weekdaySum[p][high] - weekdaySum[p][low];
      n += weekdayDays[p][high] - weekdayDays[p][low];
    }
    return n == 0 ? Float.NaN : (float) (total / n);
  }

  private void place(int known, int day, float[] row, int at) {
    System.arraycopy(constants, 0, row, at, constants.length);
    int price = at + Feature.PRICE.ordinal() - Feature.CATEGORY.ordinal();
    row[price] = prices.price(known, day);
    row[price + 1] = prices.versusUsual(known, day);
    row[at + Feature.SEASONALITY_INDEX.ordinal() - Feature.CATEGORY.ordinal()] =
        seasonality(known, day);
    int first = builder.panel().firstDay();
    int high = known - first + 1;
    int low = Math.max(0, high - 365);
    int n = storeRecordedDays[high] - storeRecordedDays[low];
    row[at + Feature.AVERAGE_VOLUME.ordinal() - Feature.CATEGORY.ordinal()] =
        n == 0 ? Float.NaN : (float) ((storeTotals[high] - storeTotals[low]) / n);
  }

  private float seasonality(int known, int day) {
    int target = day - YEAR;
    int origin = Math.min(known, day) - YEAR;
    if (origin - SEASON_HALF < productStart || target + SEASON_HALF > known) {
      return Float.NaN;
    }
    double there = productAround(target);
    double here = productAround(origin);
    return here <= 0 ? Float.NaN : (float) (there / here);
  }

  private double productAround(int day) {
    int i = day - builder.panel().firstDay();
    return productTotals[i + SEASON_HALF + 1] - productTotals[i - SEASON_HALF];
  }

  private void plan(int day, float[] row, int at) {
    if (builder.promotionsKnown(day)) {
      row[at] = promotions.kind(day);
      row[at + 1] = promotions.discount(day);
      row[at + 2] = promotions.into(day);
      row[at + 3] = promotions.since(day);
    } else {
      java.util.Arrays.fill(row, at, at + 4, Float.NaN);
    }
    row[at + 4] = weather == null ? Float.NaN : weather.temperature(day);
    row[at + 5] = weather == null ? Float.NaN : weather.precipitation(day);
    row[at + 6] = weather == null ? Float.NaN : weather.impact(day);
  }
}
