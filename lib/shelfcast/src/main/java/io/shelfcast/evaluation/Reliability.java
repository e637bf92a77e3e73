package io.shelfcast.evaluation;

/**
 * How often sales stayed below a forecast quantile, so many days ahead. Sales are counts, so that
 * many equal the quantile: a calibrated one has {@code below <= quantile <= atOrBelow}.
 *
 * @param quantile .1, .5 or .9
 * @param below share of the cells with y &lt; forecast
 * @param atOrBelow share of the cells with y &lt;= forecast
 */
public record Reliability(
    String model, int daysAhead, double quantile, long cells, double below, double atOrBelow) {}
