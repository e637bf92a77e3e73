package io.shelfcast.evaluation;

/**
 * Scores of one model for one series, day by day.
 *
 * @param series index into the panel
 * @param mase NaN where the series has no scale
 */
public record SeriesScores(
    int series, String productId, String storeId, String model, PointScores point, double mase) {}
