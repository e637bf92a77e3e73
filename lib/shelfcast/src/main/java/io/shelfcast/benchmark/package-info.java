/**
 * How good the forecasts are on several data sets, beside baselines and other tools. Entry: {@link
 * io.shelfcast.benchmark.Benchmark}. May call {@code evaluation}, {@code models}, {@code sales} and
 * {@code tables}.
 */
package io.shelfcast.benchmark;
