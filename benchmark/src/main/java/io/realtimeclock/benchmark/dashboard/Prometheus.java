package io.realtimeclock.benchmark.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a Prometheus server.
 *
 * @param time how far back it is asked
 */
record Prometheus(URI address, Duration time) {

	private static final Duration STEP = Duration.ofSeconds(2);

	private static final JsonMapper JSON = new JsonMapper();

	/**
	 * Return what an expression was.
	 * @throws IOException if the server does not answer
	 */
	List<Series> ask(String expression) throws IOException {
		Instant now = Instant.now();
		URI question = this.address
			.resolve("/api/v1/query_range?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8) + "&start="
					+ now.minus(this.time) + "&end=" + now + "&step=" + STEP.toSeconds());
		List<Series> found = new ArrayList<>();
		try (InputStream answer = question.toURL().openStream()) {
			JSON.readTree(answer)
				.at("/data/result")
				.forEach((result) -> found.add(Series.of(result, now.toEpochMilli() / 1000.0)));
		}
		return found;
	}

}
