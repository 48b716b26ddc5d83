package io.realtimeclock.benchmark.dashboard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/**
 * One line.
 *
 * @param labels what tells it from the others
 * @param seconds when, before now
 * @param values how much
 */
record Series(Map<String, String> labels, List<Double> seconds, List<Double> values) {

	/** Read what Prometheus answers, and leave out what is no number. */
	static Series of(JsonNode result, double now) {
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

	/** Fill labels into a name as Grafana does. */
	String name(String format) {
		String name = format;
		for (Map.Entry<String, String> label : this.labels.entrySet()) {
			name = name.replace("{{" + label.getKey() + "}}", label.getValue());
		}
		return name;
	}

}
