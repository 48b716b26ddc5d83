package io.realtimeclock.systemtests.faults;

import java.time.Duration;
import java.time.Instant;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A frame as a client has seen it.
 *
 * @param connection which of its connections it came by
 * @param sequence the slot's number, -1 if no tick was ever known
 * @param instant when the slot began
 * @param stale whether it repeats an old tick
 * @param at when it came, by the wall clock
 * @param nanos when it came, by the monotonic clock
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
