/**
 * The 45 features of a (series, last known day, target day): one contract for one row, for bulk
 * matrices and for the LSTM's sequences. A sales feature looks at days up to the last known one and
 * nowhere else. May call {@code sales}.
 */
package io.shelfcast.features;
