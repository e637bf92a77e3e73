package io.shelfcast.scheduling;

import java.time.Instant;

/**
 * How it stands with a customer's retraining.
 *
 * @param due when it comes next, or should have come
 * @param worker who is at it right now; null if nobody is
 * @param failures in a row up to now
 * @param paused whether it is skipped when its time comes, alone or with all others
 * @param last the last run; null if there was none yet
 */
public record ScheduledCustomer(
    String customer, Instant due, String worker, int failures, boolean paused, Run last) {}
