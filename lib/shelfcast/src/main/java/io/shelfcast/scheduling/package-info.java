/**
 * When each customer's model is trained anew, and by which of the workers that share a database:
 * {@link io.shelfcast.scheduling.Timetable} says when, {@link
 * io.shelfcast.scheduling.RetrainSchedule} keeps who is due, {@link
 * io.shelfcast.scheduling.RetrainWorker} does it and {@link io.shelfcast.scheduling.RunLog} keeps
 * what came of it. The work itself is passed in as a function. May call {@code database} and {@code
 * progress}.
 */
package io.shelfcast.scheduling;
