package io.realtimeclock.benchmark.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;
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
				.forEach((result) -> found.add(series(result, now.toEpochMilli() / 1000.0)));
		}
		return found;
	}

	private static Series series(JsonNode result, double now) {
		Map<String, String> labels = new HashMap<>();
		result.path("metric").properties().forEach((label) -> labels.put(label.getKey(), label.getValue().asString()));
		Series series = new Series(labels, new ArrayList<>(), new ArrayList<>());
		result.path("values").forEach((sample) -> {
			double value = Double.parseDouble(sample.path(1).asString());
			if (Double.isFinite(value)) {
				series.seconds().add(sample.path(0).asDouble() - now);
				series.values().add(value);
			}
		});
		return series;
	}

	/**
	 * One line.
	 *
	 * @param labels what tells it from the others
	 * @param seconds when, before now
	 * @param values how much
	 */
	record Series(Map<String, String> labels, List<Double> seconds, List<Double> values) {
	}

}
