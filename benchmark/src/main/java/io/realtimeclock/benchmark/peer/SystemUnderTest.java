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
 * @param kafkaPort the port of its broker, 0 if it has none
 * @param redisPort the port of its Redis, 0 if it has none
 */
public record SystemUnderTest(String name, List<Target> targets, List<Long> pids, Credentials credentials,
		int kafkaPort, int redisPort) {

	/** Create a system whose backend nobody else needs. */
	public SystemUnderTest(String name, List<Target> targets, List<Long> pids, Credentials credentials) {
		this(name, targets, pids, credentials, 0, 0);
	}

	/** Create a system without authentication. */
	SystemUnderTest(String name, Target target, List<Long> pids) {
		this(name, List.of(target), pids, Credentials.NONE);
	}

}
