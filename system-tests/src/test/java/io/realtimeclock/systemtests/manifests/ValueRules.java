package io.realtimeclock.systemtests.manifests;

import java.util.List;
import java.util.stream.Stream;

import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.custom.QuantityFormatException;
import tools.jackson.databind.JsonNode;

/**
 * Rules for values whose format an API server checks.
 */
final class ValueRules {

	private static final int MOST = 65_535;

	/** RFC 6335, as implemented by the API server. */
	private static final String PORT_NAME = "(?=.*[a-z])[a-z0-9]([a-z0-9-]{0,13}[a-z0-9])?";

	static final Rule QUANTITIES = (manifests) -> manifests.objects()
		.stream()
		.filter((object) -> !Stream.of("limits", "requests", "sizeLimit", "averageValue")
			.flatMap((field) -> object.findValues(field).stream())
			.flatMap((value) -> value.isObject() ? value.values().stream() : Stream.of(value))
			.allMatch(ValueRules::isQuantity))
		.map(Manifests::name)
		.toList();

	static final Rule PORTS = (manifests) -> manifests.objects()
		.stream()
		.filter((object) -> !Stream.of("containerPort", "port", "targetPort")
			.flatMap((field) -> object.findValues(field).stream())
			.filter(JsonNode::isValueNode)
			.allMatch(ValueRules::isPort))
		.map(Manifests::name)
		.toList();

	static final Rule PORT_NAMES = (manifests) -> manifests.objects()
		.stream()
		.filter((object) -> Stream.of(object.findValues("ports"))
			.flatMap(List::stream)
			.anyMatch((ports) -> !areNamedApart(Manifests.list(ports))))
		.map(Manifests::name)
		.toList();

	private ValueRules() {
	}

	private static boolean isQuantity(JsonNode value) {
		try {
			return value.isString() && Quantity.fromString(value.asString()).getNumber().signum() > 0;
		}
		catch (QuantityFormatException ex) {
			return false;
		}
	}

	private static boolean isPort(JsonNode port) {
		return port.isIntegralNumber() ? port.asInt() > 0 && port.asInt() <= MOST
				: port.isString() && port.asString().matches(PORT_NAME);
	}

	private static boolean areNamedApart(List<JsonNode> ports) {
		List<String> names = ports.stream()
			.filter((port) -> port.has("name"))
			.map((port) -> port.path("name").asString(""))
			.toList();
		return names.stream().distinct().count() == names.size()
				&& names.stream().allMatch((name) -> name.matches(PORT_NAME));
	}

}
