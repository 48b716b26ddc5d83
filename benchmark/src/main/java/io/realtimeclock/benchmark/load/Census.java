package io.realtimeclock.benchmark.load;

/**
 * The clients of a group at one moment.
 *
 * @param connected how many are connected
 * @param holding how many of them have got a tick
 * @param behind how many lack more than the newest tick, which may be on its way
 * @param refused how many handshakes failed
 */
public record Census(long connected, long holding, long behind, long refused) {
}
