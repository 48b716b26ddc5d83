package io.realtimeclock.gateway.fanout.client;

import java.io.IOException;
import java.nio.channels.Selector;

import io.realtimeclock.gateway.fanout.frame.CloseCode;

/**
 * The way to one client. Nothing here waits; what throws an {@link IOException} found
 * that the client has gone.
 */
public interface Connection {

	/** Have an event loop read what the client sends, unless the server does. */
	void register(Selector selector, Client client) throws IOException;

	/**
	 * Write a tick; while that is not possible, keep the newest one.
	 * @return whether it took the place of one that is never written then
	 */
	boolean write(Sweep sweep, boolean withPing) throws IOException;

	/** Write a ping, or keep it. */
	void ping() throws IOException;

	/** Write the last frame of all. */
	void sayGoodbye(CloseCode code, String reason) throws IOException;

	/** Close it without a word. */
	void disconnect();

	/** Tell whether it is open. */
	boolean isOpen();

	/** Tell whether it has not been possible to write for longer than a time. */
	boolean isStalled(long nanos, long now);

	/**
	 * Return how long a client that is sent away has to read why, and to answer: as long
	 * as it took to give it up. When it wakes it answers pings that came before the
	 * good-bye: on a closed socket that would cost it the good-bye.
	 */
	default long goodbyeOfDismissedNanos(LifeLimits limits) {
		return limits.stallNanos();
	}

}
