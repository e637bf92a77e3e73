/**
 * Figures drawn by XChart, from plain arrays and names: demand ({@link
 * io.shelfcast.charts.DemandFigures}), errors ({@link io.shelfcast.charts.ErrorFigures}) and
 * training ({@link io.shelfcast.charts.TrainingFigures}). {@link io.shelfcast.charts.Figures} makes
 * images of them, for a page or as the last value of a notebook's cell. Calls no other package of
 * Shelfcast but the root.
 */
package io.shelfcast.charts;
