package io.realtimeclock.gateway.connector;

import java.time.Duration;

import org.eclipse.jetty.io.Connection;

/**
 * How far a connection has come with the request that is under way.
 *
 * @param answered how many requests have been answered
 * @param bytes how many bytes had come by then
 * @param since since when one is awaited or under way, by the monotonic clock; zero while
 * the connection rests between two of them
 */
record RequestProgress(long answered, long bytes, long since) {

	/** Begin with the first request, which a new connection is awaited to send. */
	static RequestProgress begin(long now) {
		return new RequestProgress(0, 0, now);
	}

	RequestProgress seen(Connection connection, long now) {
		if (connection.getMessagesOut() != this.answered) {
			return new RequestProgress(connection.getMessagesOut(), connection.getBytesIn(), 0);
		}
		boolean begun = this.since == 0 && connection.getBytesIn() != this.bytes;
		return begun ? new RequestProgress(this.answered, this.bytes, now) : this;
	}

	boolean isOver(long now, Duration limit) {
		return this.since != 0 && now - this.since > limit.toNanos();
	}

}
