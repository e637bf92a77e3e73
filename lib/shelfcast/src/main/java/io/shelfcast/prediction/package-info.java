/**
 * What a saved model says of the days after the last one known, and the plans that it is told of.
 * May call {@code registry} and what lies below.
 */
package io.shelfcast.prediction;
