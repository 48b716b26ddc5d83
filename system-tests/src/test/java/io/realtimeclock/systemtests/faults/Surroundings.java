package io.realtimeclock.systemtests.faults;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import io.realtimeclock.systemtests.Part;
import org.jspecify.annotations.Nullable;

/**
 * A service's own network to Redis, and its own wall clock where this machine can shift
 * one.
 *
 * @param part the service, such as {@code ticker-2}
 * @param link the network
 * @param clock the clock
 */
record Surroundings(String part, Link link, @Nullable ShiftedClock clock) implements AutoCloseable {

	static Surroundings of(String part, int redisPort) throws IOException, InterruptedException {
		return new Surroundings(part, new Link(redisPort),
				Part.CLOCK_SHIFTER.isPresent() ? ShiftedClock.create(part) : null);
	}

	Map<String, String> settings() {
		Map<String, String> settings = new HashMap<>();
		settings.put("SPRING_DATA_REDIS_PORT", Integer.toString(this.link.port()));
		if (this.clock != null) {
			settings.putAll(this.clock.environment());
		}
		return settings;
	}

	@Override
	public void close() throws IOException {
		this.link.close();
	}

}
