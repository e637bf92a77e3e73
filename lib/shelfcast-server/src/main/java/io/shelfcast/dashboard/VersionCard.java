package io.shelfcast.dashboard;

import io.shelfcast.evaluation.Verdict;

/**
 * A version of a customer's model, as the pages show it.
 *
 * @param trained when, as the model tells; null where it does not
 * @param verdict null where it cannot be read
 * @param damage why it cannot be read, null where it can
 */
record VersionCard(int version, String trained, Verdict verdict, String damage) {}
