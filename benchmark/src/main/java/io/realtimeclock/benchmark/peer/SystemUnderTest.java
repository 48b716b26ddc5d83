package io.realtimeclock.benchmark.peer;

import java.util.List;

import io.realtimeclock.benchmark.load.Target;

/**
 * A running server, or several that share the clients.
 *
 * @param name the name in reports
 * @param targets the addresses that clients connect to in turn
 * @param pids the processes whose resource usage is measured
 * @param credentials the credentials of the handshake
 */
public record SystemUnderTest(String name, List<Target> targets, List<Long> pids, Credentials credentials) {

	/** Create a system without authentication. */
	SystemUnderTest(String name, Target target, List<Long> pids) {
		this(name, List.of(target), pids, Credentials.NONE);
	}

}
