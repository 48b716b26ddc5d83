package io.realtimeclock.benchmark.simulation;

/**
 * How gateways are replaced, in seconds.
 *
 * @param drain how long they send their clients away
 * @param start until the new ones are there
 * @param ready until these count as ready
 * @param atATime how many are replaced at once
 */
record Rollout(double drain, double start, double ready, int atATime) {
}
