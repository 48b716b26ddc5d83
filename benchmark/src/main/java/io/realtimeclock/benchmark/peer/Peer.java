package io.realtimeclock.benchmark.peer;

import java.io.IOException;
import java.util.Optional;

import io.realtimeclock.benchmark.process.Parts;

/** A server that pushes ticks, or a set of them. */
public interface Peer {

	/** Return how it is called on the command line and in reports. */
	String name();

	/** Tell what is to be installed on this machine to run it, empty if nothing. */
	Optional<String> lack();

	/** Return the names and versions of what runs. */
	String version();

	/** Return how many clients it can serve at all. */
	default int mostClients() {
		return Integer.MAX_VALUE;
	}

	/**
	 * Start it and wait until clients are served.
	 * @param parts take all that is to be stopped with it
	 * @throws IOException if it does not start
	 */
	Subject start(Parts parts) throws IOException;

}
