package io.realtimeclock.benchmark.process;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives each port away only once: a program takes a while until it listens.
 */
final class FreePorts {

	private static final Set<Integer> TAKEN = ConcurrentHashMap.newKeySet();

	private FreePorts() {
	}

	static boolean take(int port) {
		return TAKEN.add(port);
	}

}
