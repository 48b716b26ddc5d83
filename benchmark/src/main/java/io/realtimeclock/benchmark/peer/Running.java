package io.realtimeclock.benchmark.peer;

import java.io.IOException;

import io.realtimeclock.benchmark.process.Parts;

/**
 * A server that runs, with what it needs.
 *
 * @param subject what scenarios look at
 * @param parts what is stopped with it
 */
public record Running(Subject subject, Parts parts) implements AutoCloseable {

	/**
	 * Start a server, and stop what runs of it already if a part of it fails.
	 * @throws IOException if it does not start
	 */
	public static Running start(Peer peer) throws IOException {
		Parts parts = new Parts();
		try {
			return new Running(peer.start(parts), parts);
		}
		catch (IOException | RuntimeException ex) {
			parts.close();
			throw ex;
		}
	}

	@Override
	public void close() {
		this.parts.close();
	}

}
