package io.realtimeclock.gateway.admission;

import java.time.Instant;

/**
 * What is told of a place, on one line: since when, from where and whose, which comes
 * last as it may contain anything.
 */
final class SocketLine {

	private SocketLine() {
	}

	static String write(Place place) {
		return place.since() + " " + place.address() + " " + place.user();
	}

	static OpenSocket read(String line, String replica) {
		String[] parts = line.split(" ", 3);
		return new OpenSocket(parts[2], Instant.parse(parts[0]), parts[1], replica);
	}

}
