package io.realtimeclock.gateway.admission;

import java.time.Instant;

/**
 * A client's socket as an operator sees it.
 *
 * @param user whose it is
 * @param since when it was opened
 * @param address where it comes from
 * @param replica the gateway that serves it
 */
public record OpenSocket(String user, Instant since, String address, String replica) {
}
