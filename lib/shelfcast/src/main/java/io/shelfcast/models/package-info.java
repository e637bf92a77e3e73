/**
 * What forecasts: {@code Forecaster} (fit, forecast, save, load) with an LSTM, XGBoost, the
 * weighted ensemble of both, and baselines. May call {@code features} and {@code sales}.
 */
package io.shelfcast.models;
