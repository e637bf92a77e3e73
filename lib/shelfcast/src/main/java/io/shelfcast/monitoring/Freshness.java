package io.shelfcast.monitoring;

import java.time.LocalDate;

/**
 * How recent the data and the forecasts are.
 *
 * @param lastSale the last day with sales
 * @param ageDays days from it to today
 * @param forecastUntil the last day for which a forecast is kept, null without any
 */
public record Freshness(LocalDate lastSale, int ageDays, LocalDate forecastUntil) {}
