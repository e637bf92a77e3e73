package io.shelfcast.monitoring;

import java.time.LocalDate;

/**
 * A day over all series that were forecast for it.
 *
 * @param actual units sold, NaN where they are not known yet
 * @param forecast units forecast, by the forecasts in use
 */
public record DayTotal(LocalDate date, double actual, double forecast) {}
