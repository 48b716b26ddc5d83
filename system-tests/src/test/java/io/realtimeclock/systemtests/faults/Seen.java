package io.realtimeclock.systemtests.faults;

import java.time.Duration;
import java.time.Instant;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A frame received by a client.
 *
 * @param connection the number of the client's connection
 * @param sequence the slot's number, -1 if there has been no tick
 * @param instant when the slot began
 * @param stale whether it repeats an old tick
 * @param at the wall-clock time of its arrival
 * @param nanos the monotonic time of its arrival
 */
record Seen(int connection, long sequence, Instant instant, boolean stale, Instant at, long nanos) {

	private static final JsonMapper JSON = new JsonMapper();

	static Seen of(int connection, String text) {
		Instant at = Instant.now();
		long nanos = System.nanoTime();
		JsonNode message = JSON.readTree(text).path("message");
		String instant = message.path("instant").asString("");
		return new Seen(connection, message.path("sequence").asLong(-1),
				instant.isEmpty() ? Instant.EPOCH : Instant.parse(instant), message.path("stale").asBoolean(false), at,
				nanos);
	}

	Duration age() {
		return Duration.between(this.instant, this.at);
	}

}
