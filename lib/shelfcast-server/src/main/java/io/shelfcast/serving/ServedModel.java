package io.shelfcast.serving;

import io.shelfcast.models.EnsembleForecaster;

/**
 * A model in memory, with what it says of the series of the database.
 *
 * @param version as answers name it, {@code v3}
 * @param known null where there is no database
 */
public record ServedModel(
    String customer, String version, EnsembleForecaster model, KnownForecasts known) {}
