package io.realtimeclock.benchmark.load;

/**
 * A connection to be opened.
 *
 * @param target where to
 * @param headers further header lines of the handshake, each with its line end
 * @param group where it is counted
 * @param receiveBuffer the size of the socket's receive buffer, 0 for the system's own
 */
public record Opening(Target target, String headers, Group group, int receiveBuffer) {
}
