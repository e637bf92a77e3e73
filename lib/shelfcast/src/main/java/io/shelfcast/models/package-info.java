/**
 * What forecasts: {@link io.shelfcast.models.EnsembleForecaster} (fit, forecast, save, load), of an
 * LSTM, XGBoost, the weighted ensemble of both, and seasonal naive. May call {@code features} and
 * {@code sales}.
 */
package io.shelfcast.models;
