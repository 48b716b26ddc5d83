package io.realtimeclock.benchmark.report;

import io.realtimeclock.benchmark.measure.Figures;

/**
 * One measurement of one server.
 *
 * @param peer the server's name
 * @param clients with how many clients
 * @param turn in which turn, from 1 on
 * @param figures what was found
 */
public record Measurement(String peer, int clients, int turn, Figures figures) {
}
