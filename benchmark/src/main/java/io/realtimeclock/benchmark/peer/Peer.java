package io.realtimeclock.benchmark.peer;

import java.io.IOException;
import java.util.Optional;

/**
 * A server that pushes ticks, or a set of them.
 */
public interface Peer {

	/**
	 * Return how it is called on the command line and in reports.
	 * @return the name
	 */
	String name();

	/**
	 * Tell what this machine lacks to run it.
	 * @return what is to be installed, empty if nothing
	 */
	Optional<String> lack();

	/**
	 * Return what runs.
	 * @return names and versions
	 */
	String version();

	/**
	 * Return how many clients it can serve at all.
	 * @return the number
	 */
	default int mostClients() {
		return Integer.MAX_VALUE;
	}

	/**
	 * Start it and wait until clients are served.
	 * @return the running server
	 * @throws IOException if it does not start
	 */
	Running start() throws IOException;

}
