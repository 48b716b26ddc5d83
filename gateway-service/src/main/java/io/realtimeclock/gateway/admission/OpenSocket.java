package io.realtimeclock.gateway.admission;

import java.time.Instant;

/** A client's socket as an operator sees it. */
public record OpenSocket(String user, Instant since, String address, String replica) {

}
