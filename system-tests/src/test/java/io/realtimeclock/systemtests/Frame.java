package io.realtimeclock.systemtests;

import java.time.Duration;
import java.time.Instant;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A frame as a client has received it.
 *
 * @param sequence the number of the tick's slot
 * @param instant the time at which its slot began
 * @param stale whether it repeats an old tick
 * @param receivedAt when it was received
 */
public record Frame(long sequence, Instant instant, boolean stale, Instant receivedAt) {

	private static final JsonMapper JSON = new JsonMapper();

	static Frame parse(String text) {
		Instant now = Instant.now();
		JsonNode message = JSON.readTree(text).path("message");
		// Both are absent before the first tick
		Instant instant = message.has("instant") ? Instant.parse(message.path("instant").asString()) : Instant.EPOCH;
		return new Frame(message.path("sequence").asLong(-1), instant, message.path("stale").asBoolean(false), now);
	}

	Duration age() {
		return Duration.between(this.instant, this.receivedAt);
	}

}
