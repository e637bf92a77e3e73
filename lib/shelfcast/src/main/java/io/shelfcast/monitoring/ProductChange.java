package io.shelfcast.monitoring;

import java.time.LocalDate;

/**
 * A product that came or went.
 *
 * @param day its first sale ever, or its last one
 * @param units what it sold in the recent days; of an ended product, what was forecast for it in
 *     them
 */
public record ProductChange(String productId, LocalDate day, double units) {}
