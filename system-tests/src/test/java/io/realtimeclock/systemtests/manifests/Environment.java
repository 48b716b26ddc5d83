package io.realtimeclock.systemtests.manifests;

import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/**
 * The variables of a container as the kubelet makes them.
 */
final class Environment {

	private final Manifests manifests;

	private final JsonNode container;

	private final String podName;

	private final int ordinal;

	Environment(Manifests manifests, JsonNode container, String podName, int ordinal) {
		this.manifests = manifests;
		this.container = container;
		this.podName = podName;
		this.ordinal = ordinal;
	}

	Map<String, String> variables() {
		Map<String, String> variables = new LinkedHashMap<>();
		for (JsonNode source : Manifests.list(this.container.path("envFrom"))) {
			String map = source.at("/configMapRef/name").asString("");
			this.manifests.find("ConfigMap", map)
				.orElseThrow()
				.path("data")
				.properties()
				.forEach((entry) -> variables.put(entry.getKey(), entry.getValue().asString("")));
		}
		for (JsonNode variable : Manifests.list(this.container.path("env"))) {
			String value = variable.has("value") ? variable.path("value").asString("")
					: field(variable.at("/valueFrom/fieldRef/fieldPath").asString(""));
			for (Map.Entry<String, String> known : variables.entrySet()) {
				value = value.replace("$(" + known.getKey() + ")", known.getValue());
			}
			variables.put(variable.path("name").asString(""), value);
		}
		return variables;
	}

	private String field(String path) {
		return switch (path) {
			case "metadata.name" -> this.podName;
			case "metadata.labels['apps.kubernetes.io/pod-index']" -> Integer.toString(this.ordinal);
			default -> throw new IllegalArgumentException(path);
		};
	}

}
