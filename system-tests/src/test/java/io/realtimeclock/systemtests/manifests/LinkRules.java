package io.realtimeclock.systemtests.manifests;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

/**
 * References from one object to another.
 */
final class LinkRules {

	private static final String NAMESPACE = "realtime-clock";

	/** Objects created by hand, as described in the first file. */
	private static final Set<String> SECRETS = Set.of("clock-login");

	static final Rule ONE_NAMESPACE = (manifests) -> manifests.objects()
		.stream()
		.filter((object) -> !object.path("kind").asString("").equals("Namespace"))
		.filter((object) -> !object.at("/metadata/namespace").asString("").equals(NAMESPACE))
		.map(Manifests::name)
		.toList();

	static final Rule SELECTORS = (manifests) -> manifests.workloads()
		.stream()
		.filter((workload) -> !workload.at("/spec/selector/matchLabels").isObject()
				|| !Manifests.selects(workload.at("/spec/selector"), labels(workload)))
		.map(Manifests::name)
		.toList();

	static final Rule SERVICES = (manifests) -> manifests.ofKind("Service")
		.filter((service) -> pods(manifests, service).findAny().isEmpty()
				|| !pods(manifests, service).allMatch((pod) -> hasPorts(pod, service)))
		.map(Manifests::name)
		.toList();

	static final Rule STATEFUL_SERVICES = (manifests) -> manifests.ofKind("StatefulSet")
		.filter((set) -> manifests.find("Service", set.at("/spec/serviceName").asString("")).isEmpty())
		.map(Manifests::name)
		.toList();

	static final Rule CONFIGURATION = (manifests) -> manifests.workloads()
		.stream()
		.filter((workload) -> !workload.findValues("configMapRef")
			.stream()
			.allMatch((map) -> manifests.find("ConfigMap", map.path("name").asString("")).isPresent())
				|| !workload.findValues("secretName").stream().allMatch((name) -> SECRETS.contains(name.asString(""))))
		.map(Manifests::name)
		.toList();

	static final Rule ACCOUNTS = (manifests) -> manifests.workloads()
		.stream()
		.filter((workload) -> manifests
			.find("ServiceAccount", workload.at("/spec/template/spec/serviceAccountName").asString(""))
			.isEmpty())
		.map(Manifests::name)
		.toList();

	static final Rule DISRUPTIONS = (manifests) -> manifests.ofKind("PodDisruptionBudget")
		.filter((budget) -> budget.at("/spec/maxUnavailable").asInt(0) < 1 || manifests.workloads()
			.stream()
			.noneMatch((workload) -> Manifests.selects(budget.at("/spec/selector"), labels(workload))))
		.map(Manifests::name)
		.toList();

	/** In an outage of Kafka or Redis no pod of a service may be ready. */
	static final Rule EVICTIONS = (manifests) -> manifests.ofKind("PodDisruptionBudget")
		.filter((budget) -> manifests.ofKind("Deployment")
			.anyMatch((workload) -> Manifests.selects(budget.at("/spec/selector"), labels(workload))))
		.filter((budget) -> !budget.at("/spec/unhealthyPodEvictionPolicy").asString("").equals("AlwaysAllow"))
		.map(Manifests::name)
		.toList();

	/** A StatefulSet waits for the node, as its pods may have a volume there. */
	static final Rule LOST_NODES = (manifests) -> manifests.ofKind("StatefulSet")
		.filter((workload) -> workload.at("/spec/volumeClaimTemplates").isEmpty())
		.map(Manifests::name)
		.toList();

	/** A fixed number of replicas would be restored by each apply. */
	static final Rule SCALING = (manifests) -> manifests.ofKind("HorizontalPodAutoscaler")
		.filter((scaler) -> manifests
			.find(scaler.at("/spec/scaleTargetRef/kind").asString(""),
					scaler.at("/spec/scaleTargetRef/name").asString(""))
			.filter((target) -> !target.at("/spec").has("replicas"))
			.isEmpty() || scaler.at("/spec/minReplicas").asInt(1) < 2)
		.map(Manifests::name)
		.toList();

	static final Rule BACKENDS = (manifests) -> manifests.ofKind("Ingress")
		.flatMap((ingress) -> ingress.findValues("backend").stream())
		.filter((backend) -> manifests.find("Service", backend.at("/service/name").asString(""))
			.filter((service) -> hasPort(service.at("/spec/ports"), backend.at("/service/port/name")))
			.isEmpty())
		.map(Object::toString)
		.toList();

	private LinkRules() {
	}

	static JsonNode labels(JsonNode workload) {
		return workload.at("/spec/template/metadata/labels");
	}

	private static Stream<JsonNode> pods(Manifests manifests, JsonNode service) {
		return manifests.workloads()
			.stream()
			.filter((workload) -> service.at("/spec/selector")
				.properties()
				.stream()
				.allMatch((label) -> label.getValue().equals(labels(workload).path(label.getKey()))));
	}

	private static boolean hasPorts(JsonNode workload, JsonNode service) {
		List<JsonNode> containers = Manifests.containers(workload);
		return Manifests.list(service.at("/spec/ports"))
			.stream()
			.map((port) -> port.path("targetPort"))
			.allMatch((target) -> containers.stream().anyMatch((it) -> hasPort(it.path("ports"), target)));
	}

	private static boolean hasPort(JsonNode ports, JsonNode name) {
		return Manifests.list(ports).stream().anyMatch((port) -> port.path("name").equals(name));
	}

}
