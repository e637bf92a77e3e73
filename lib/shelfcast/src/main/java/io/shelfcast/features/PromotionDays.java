package io.shelfcast.features;

import io.shelfcast.sales.Covariates;
import io.shelfcast.sales.Covariates.Promotion;
import io.shelfcast.sales.SalesPanel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The promotion plan of one series, day by day. */
final class PromotionDays {

  static final int FAR = 30;

  private final int from;
  private final short[] kind;
  private final float[] discount;
  private final byte[] into;
  private final byte[] since;

  /** Promotions by product and store, found once for a panel. */
  static final class Index {
    private final Map<Long, List<Promotion>> byPlace = new HashMap<>();
    private final Vocabulary words;

    Index(SalesPanel panel, Vocabulary words) {
      this.words = words;
      List<Promotion> promotions = panel.covariates().promotions();
      if (promotions != null) {
        for (Promotion p : promotions) {
          byPlace.computeIfAbsent(key(p.product(), p.store()), k -> new ArrayList<>()).add(p);
        }
      }
    }

    private static long key(int product, int store) {
      return ((long) product << 32) | (store & 0xffffffffL);
    }
  }

  PromotionDays(SalesPanel panel, Index index, int series, int to) {
    from = panel.startDay(series) - FAR;
    int n = to - from + 1;
    kind = new short[n];
    discount = new float[n];
    int[] first = new int[n];
    Arrays.fill(first, Integer.MAX_VALUE);
    int product = panel.product(series);
    int store = panel.store(series);
    paint(index, Index.key(Covariates.ALL, Covariates.ALL), first);
    paint(index, Index.key(product, Covariates.ALL), first);
    paint(index, Index.key(Covariates.ALL, store), first);
    paint(index, Index.key(product, store), first);
    into = new byte[n];
    since = new byte[n];
    int run = FAR;
    for (int i = 0; i < n; i++) {
      run = kind[i] > 0 ? 0 : Math.min(FAR, run + 1);
      since[i] = (byte) run;
      into[i] = kind[i] > 0 ? (byte) Math.min(FAR, from + i - first[i] + 1) : 0;
    }
  }

  private void paint(Index index, long place, int[] first) {
    for (Promotion p : index.byPlace.getOrDefault(place, List.of())) {
      List<String> kinds = index.words.promotionKinds();
      float number = Vocabulary.number(kinds, p.kind());
      short code = (short) (Float.isNaN(number) ? kinds.size() + 1 : number);
      for (int i = Math.max(0, p.startDay() - from);
          i <= Math.min(kind.length - 1, p.endDay() - from);
          i++) {
        // A promotion of unknown discount beside one of known discount: the known one counts.
        boolean better = kind[i] == 0 || Float.isNaN(discount[i]) || p.discountPct() > discount[i];
        discount[i] = better ? p.discountPct() : discount[i];
        kind[i] = (short) Math.max(kind[i], code);
        first[i] = Math.min(first[i], p.startDay());
      }
    }
  }

  boolean promoted(int day) {
    return kind[day - from] > 0;
  }

  int kind(int day) {
    return kind[day - from];
  }

  float discount(int day) {
    return discount[day - from];
  }

  int into(int day) {
    return into[day - from];
  }

  int since(int day) {
    return since[day - from];
  }
}
