package io.realtimeclock.gateway.session;

import org.jspecify.annotations.Nullable;

/**
 * How a session was seen in Redis the last time.
 *
 * @param server which Redis server had it: {@code null} before the first look, an empty
 * text if no server answered that
 * @param timeToLive until it expires if it is not used
 */
record Sighting(@Nullable String server, TimeToLive timeToLive) {

	static final Sighting NONE = new Sighting(null, TimeToLive.UNKNOWN);

	Sighting again(String server, long timeToLive) {
		return new Sighting(server, this.timeToLive.seenAgain(timeToLive));
	}

	/** Whichever server had the session may not be the one that answers next. */
	Sighting missed() {
		return (this.server != null) ? this : new Sighting("", this.timeToLive);
	}

	/**
	 * Tell whether it is so late that it is enough to ask if the session is still there.
	 */
	boolean isFresh() {
		return this.server != null && !this.server.isEmpty() && !this.timeToLive.isHalfOver();
	}

	/**
	 * Tell whether the server that had the session has gone, and all its sessions with
	 * it.
	 */
	boolean isOfAnother(String server) {
		return this.server != null && !this.server.equals(server);
	}

}
