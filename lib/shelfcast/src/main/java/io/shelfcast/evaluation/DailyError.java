package io.shelfcast.evaluation;

import java.time.LocalDate;

/**
 * Errors of one model summed over the product x store x day cells of one target date, over all
 * origins; what a bootstrap over dates draws from.
 *
 * @param absolute sum|f - y|, in units
 * @param signed sum(f - y), in units
 * @param actual sum y, in units
 */
public record DailyError(
    String model, LocalDate date, long cells, double absolute, double signed, double actual) {}
