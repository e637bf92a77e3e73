package io.shelfcast.monitoring;

/**
 * How far the recent values of a feature are from those that the champion learnt from.
 *
 * @param psi population stability index of recent days against the training window
 * @param usual the highest index that a stretch of as many days within the training window has
 * @param referenceMissing share of the training window's rows where it is missing
 * @param recentMissing the same of recent days
 * @param referenceMean mean where it is not missing; likewise recentMean
 * @param judged false for features of the calendar, which move by themselves
 * @param drifted whether psi is above the limit and above what is usual
 */
public record FeatureDrift(
    String feature,
    String group,
    double psi,
    double usual,
    double referenceMissing,
    double recentMissing,
    double referenceMean,
    double recentMean,
    boolean judged,
    boolean drifted) {}
