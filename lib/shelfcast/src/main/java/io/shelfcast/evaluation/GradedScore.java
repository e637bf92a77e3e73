package io.shelfcast.evaluation;

/**
 * One field of the targets table.
 *
 * @param value fraction, signed for bias; NaN where it is not defined
 * @param baseline the seasonal naive's value, NaN where it was not evaluated
 * @param floor the noise floor's value, NaN where there is none
 */
public record GradedScore(
    Level level, GradedMetric metric, double value, double baseline, double floor, Grade grade) {}
