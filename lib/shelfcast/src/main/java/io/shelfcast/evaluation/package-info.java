/**
 * How good forecasts are: metrics at five levels, the noise floor beside them, grades against the
 * targets, the gate and what to try where it is missed. Entry: {@link
 * io.shelfcast.evaluation.Evaluation#of} over sales and forecasts. May call {@code models} and
 * {@code sales}; draws nothing and fits nothing.
 */
package io.shelfcast.evaluation;
