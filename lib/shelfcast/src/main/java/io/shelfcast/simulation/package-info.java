/**
 * Invented retailers of any size: every canonical table filled, and the true mean of every cell
 * known. For load tests, for teaching, and to see whether the noise floor is right. May call {@code
 * tables}, {@code database} and {@code progress}. The entry is {@link
 * io.shelfcast.simulation.Simulation}.
 */
package io.shelfcast.simulation;
