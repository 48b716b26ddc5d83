package io.realtimeclock.benchmark.peer;

import java.util.List;

import io.realtimeclock.benchmark.load.Target;
import io.realtimeclock.benchmark.login.Credentials;

/**
 * A running server, or several that share the clients.
 *
 * @param name how it is called in reports
 * @param targets where clients connect to, in turn
 * @param pids the processes whose cost counts
 * @param credentials what clients show at the handshake
 */
public record Subject(String name, List<Target> targets, List<Long> pids, Credentials credentials) {

	/** Describe a server that lets everybody in. */
	public Subject(String name, Target target, List<Long> pids) {
		this(name, List.of(target), pids, Credentials.NONE);
	}

}
