package io.shelfcast.features;

import static io.shelfcast.features.FeatureGroup.PRODUCT;
import static io.shelfcast.features.FeatureGroup.PROMOTIONS;
import static io.shelfcast.features.FeatureGroup.SALES_HISTORY;
import static io.shelfcast.features.FeatureGroup.STORE;
import static io.shelfcast.features.FeatureGroup.TEMPORAL;
import static io.shelfcast.features.FeatureGroup.WEATHER;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The 45 features, in the order of a row. In the formulas <i>k</i> is the last day whose sales are
 * known, <i>t</i> the day that the row is for, <i>y</i> the units sold. An <i>open</i> day is one
 * on which the store was neither closed nor, against its habit, without any record, and the series
 * was not sold out for most of the day.
 */
public enum Feature {
  DAY_OF_WEEK(TEMPORAL, "ISO weekday of t, Monday 1", "t", "1-7", Missing.NEVER, Known.AHEAD),
  DAY_OF_MONTH(TEMPORAL, "day of the month of t", "t", "1-31", Missing.NEVER, Known.AHEAD),
  DAY_OF_YEAR(TEMPORAL, "day of the year of t", "t", "1-366", Missing.NEVER, Known.AHEAD),
  IS_HOLIDAY(
      TEMPORAL, "t is a public holiday at the store", "t", "0/1", Missing.EVENTS, Known.AHEAD),
  DAYS_TO_NEXT_HOLIDAY(
      TEMPORAL,
      "days from t to the next public holiday, at most 30",
      "t..t+30",
      "days",
      Missing.NEXT,
      Known.AHEAD),
  DAYS_SINCE_LAST_HOLIDAY(
      TEMPORAL,
      "days from the last public holiday to t, at most 30",
      "t-30..t",
      "days",
      Missing.EVENTS,
      Known.AHEAD),
  IS_SCHOOL_HOLIDAY(
      TEMPORAL, "t is a school holiday at the store", "t", "0/1", Missing.EVENTS, Known.AHEAD),
  IS_CLOSED(TEMPORAL, "the store is closed on t", "t", "0/1", Missing.EVENTS, Known.AHEAD),
  DAYS_TO_NEXT_CLOSED(
      TEMPORAL,
      "days from t to the next closed day, at most 30",
      "t..t+30",
      "days",
      Missing.NEXT,
      Known.AHEAD),
  DAYS_SINCE_LAST_CLOSED(
      TEMPORAL,
      "days from the last closed day to t, at most 30",
      "t-30..t",
      "days",
      Missing.EVENTS,
      Known.AHEAD),
  EVENT(
      TEMPORAL,
      "1 for a recurring event on t (more than 12 days a year), 2 for a rare one, 3 for both",
      "t",
      "0-3",
      Missing.EVENTS,
      Known.AHEAD),
  DAYS_AHEAD(TEMPORAL, "max(0, t - k)", "k..t", "days", Missing.NEVER, Known.AHEAD),

  LAST_DAY(
      SALES_HISTORY, "y on the last open day", "k-27..k", "units", "no open day", Known.UNTIL_K),
  AVG_7D(
      SALES_HISTORY,
      "mean of y over open days",
      "k-6..k",
      "units a day",
      "no open day",
      Known.UNTIL_K),
  AVG_14D(
      SALES_HISTORY,
      "mean of y over open days",
      "k-13..k",
      "units a day",
      "no open day",
      Known.UNTIL_K),
  AVG_28D(
      SALES_HISTORY,
      "mean of y over open days",
      "k-27..k",
      "units a day",
      "no open day",
      Known.UNTIL_K),
  AVG_90D(
      SALES_HISTORY,
      "mean of y over open days",
      "k-89..k",
      "units a day",
      "no open day",
      Known.UNTIL_K),
  AVG_365D(
      SALES_HISTORY,
      "mean of y over open days",
      "k-364..k",
      "units a day",
      "no open day",
      Known.UNTIL_K),
  STD_28D(
      SALES_HISTORY,
      "population standard deviation of y over open days",
      "k-27..k",
      "units a day",
      "under 2 open days",
      Known.UNTIL_K),
  LAST_SAME_WEEKDAY(
      SALES_HISTORY,
      "y on the latest day <= k, before t, with t's weekday",
      "1 day",
      "units",
      "not open, or before the first sale",
      Known.UNTIL_K),
  SAME_WEEKDAY_AVG_4W(
      SALES_HISTORY,
      "mean of y over open days among the latest 4 with t's weekday",
      "4 weeks to k",
      "units a day",
      "no open day",
      Known.UNTIL_K),
  SAME_WEEKDAY_AVG_13W(
      SALES_HISTORY,
      "mean of y over open days among the latest 13 with t's weekday",
      "13 weeks to k",
      "units a day",
      "no open day",
      Known.UNTIL_K),
  SAME_WEEKDAY_SAME_PROMOTION_AVG(
      SALES_HISTORY,
      "as the former, of days that were promoted or not like t; all days where no plan covers t",
      "13 weeks to k",
      "units a day",
      "no such day",
      Known.UNTIL_K),
  SAME_WEEKDAY_LAST_YEAR(
      SALES_HISTORY,
      "y on t-364",
      "1 day",
      "units",
      "not open, or before the first sale",
      Known.UNTIL_K),
  MAX_90D(SALES_HISTORY, "largest y", "k-89..k", "units a day", Missing.NEVER, Known.UNTIL_K),
  DAYS_SINCE_LAST_SALE(
      SALES_HISTORY,
      "open days since y was above 0, at most 90",
      "to k, at most 90 open days",
      "days",
      Missing.NEVER,
      Known.UNTIL_K),
  ZERO_SHARE_28D(
      SALES_HISTORY,
      "share of open days with y = 0",
      "k-27..k",
      "0-1",
      "no open day",
      Known.UNTIL_K),

  CATEGORY(
      PRODUCT,
      "number of the category (else department), by alphabet",
      "-",
      "code",
      "no category, or one not seen in training",
      Known.AHEAD),
  PRODUCT_CODE(
      PRODUCT,
      "number of the product, by alphabet",
      "-",
      "code",
      "not seen in training",
      Known.AHEAD),
  PRICE(
      PRODUCT,
      "price in force on t by the plan, else list price, else last unit price <= k",
      "t, or to k",
      "currency",
      "no price anywhere",
      Known.AHEAD),
  PRICE_VS_USUAL(
      PRODUCT,
      "price / mean of the prices known of the year before t (a unit price: of those paid in the year to k)",
      "365 days",
      "ratio",
      "no price of t, or none above 0 of the year",
      Known.AHEAD),
  IS_PERISHABLE(PRODUCT, "shelf life of at most 7 days", "-", "0/1", "no shelf life", Known.AHEAD),
  SEASONALITY_INDEX(
      PRODUCT,
      "product's mean y in all stores around t-364 (+-14 days) / around k-364",
      "k-378..t-350",
      "ratio",
      "under a year of sales, or none around k-364",
      Known.UNTIL_K),

  STORE_TYPE(
      STORE,
      "number of the store's type and assortment, by alphabet",
      "-",
      "code",
      "no type",
      Known.AHEAD),
  STORE_CODE(
      STORE, "number of the store, by alphabet", "-", "code", "not seen in training", Known.AHEAD),
  STORE_MARKET(
      STORE,
      "population, else median income, else the region's number",
      "-",
      "people, currency, code",
      "none of them",
      Known.AHEAD),
  COMPETITOR_DISTANCE_MILES(
      STORE, "distance to the nearest competitor", "-", "miles", "not given", Known.AHEAD),
  AVERAGE_VOLUME(
      STORE,
      "mean of the store's sales a day, all products, over days with any",
      "k-364..k",
      "units a day",
      "no such day",
      Known.UNTIL_K),

  HAS_PROMOTION(
      PROMOTIONS,
      "0 without promotion on t, else the number of its kind, by alphabet (after the last kind for one of no kind, or not seen in training)",
      "t",
      "code",
      Missing.PROMOTIONS,
      Known.AHEAD),
  DISCOUNT_PCT(
      PROMOTIONS,
      "deepest discount on t; 0 without promotion",
      "t",
      "percent",
      "no plan for t, or a promotion without discount",
      Known.AHEAD),
  DAYS_INTO_PROMOTION(
      PROMOTIONS,
      "days since the promotion of t began, first day 1; 0 without promotion",
      "t-30..t",
      "days",
      Missing.PROMOTIONS,
      Known.AHEAD),
  DAYS_SINCE_LAST_PROMOTION(
      PROMOTIONS,
      "days from the last promoted day to t, at most 30",
      "t-30..t",
      "days",
      Missing.PROMOTIONS,
      Known.AHEAD),

  TEMPERATURE_C(
      WEATHER,
      "temperature of t in the store's region, else its day-of-year mean",
      "t",
      "deg C",
      Missing.WEATHER,
      Known.AHEAD),
  PRECIPITATION(
      WEATHER,
      "precipitation of t in the store's region, else its day-of-year mean",
      "t",
      "mm",
      Missing.WEATHER,
      Known.AHEAD),
  WEATHER_IMPACT_SCORE(
      WEATHER,
      "standardised warmth less standardised wetness, against the day-of-year mean up to the last day of sales; 0 is usual weather",
      "t",
      "standard deviations",
      Missing.WEATHER,
      Known.AHEAD);

  private static final class Missing {
    static final String NEVER = "never";
    static final String EVENTS = "no events table, or t after its end";
    static final String NEXT = EVENTS + ", or none before its end and t+30 after it";
    static final String PROMOTIONS = "no promotions table, or t after its end";
    static final String WEATHER = "no weather of the region";
  }

  /** When a feature's value is known. */
  public enum Known {
    /** Ahead, as a plan or a calendar is. */
    AHEAD("ahead"),
    /** From sales up to the last known day only. */
    UNTIL_K("from sales up to k");

    private final String words;

    Known(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /** How many features a row has. */
  public static final int COUNT = values().length;

  private final FeatureGroup group;
  private final String formula;
  private final String window;
  private final String unit;
  private final String missing;
  private final Known known;

  Feature(
      FeatureGroup group, String formula, String window, String unit, String missing, Known known) {
    this.group = group;
    this.formula = formula;
    this.window = window;
    this.unit = unit;
    this.missing = missing;
    this.known = known;
  }

  public FeatureGroup group() {
    return group;
  }

  public String formula() {
    return formula;
  }

  public String window() {
    return window;
  }

  public String unit() {
    return unit;
  }

  /** When the value is missing (NaN). */
  public String missing() {
    return missing;
  }

  public Known known() {
    return known;
  }

  /** The column's name ("same_weekday_avg_4w"). */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All column names, in the order of a row. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Feature::label).toList();
  }
}
