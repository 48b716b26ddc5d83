package io.realtimeclock.systemtests.manifests;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

/**
 * Rules for each pod, including the profile {@code restricted} of the Pod Security
 * Standards.
 */
final class PodRules {

	private static final Set<String> VOLUMES = Set.of("configMap", "csi", "downwardAPI", "emptyDir", "ephemeral",
			"persistentVolumeClaim", "projected", "secret");

	static final Rule NO_ROOT = pods((pod) -> pod.at("/securityContext/runAsNonRoot").asBoolean(false)
			&& pod.at("/securityContext/runAsUser").asInt(0) > 0);

	static final Rule SECCOMP = pods(
			(pod) -> pod.at("/securityContext/seccompProfile/type").asString("").equals("RuntimeDefault"));

	static final Rule NO_ESCALATION = containers(
			(container) -> !container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true));

	static final Rule NO_CAPABILITIES = containers(
			(container) -> container.at("/securityContext/capabilities").toString().equals("{\"drop\":[\"ALL\"]}"));

	static final Rule READ_ONLY_ROOT = containers(
			(container) -> container.at("/securityContext/readOnlyRootFilesystem").asBoolean(false));

	static final Rule NOTHING_OF_THE_HOST = pods((pod) -> Stream.of("hostNetwork", "hostPID", "hostIPC")
		.noneMatch((field) -> pod.path(field).asBoolean(false))
			&& Manifests.list(pod.path("containers")).stream().noneMatch((it) -> it.toString().contains("hostPort")));

	static final Rule ALLOWED_VOLUMES = pods((pod) -> Manifests.list(pod.path("volumes"))
		.stream()
		.allMatch((volume) -> volume.propertyNames()
			.stream()
			.allMatch((field) -> field.equals("name") || VOLUMES.contains(field))));

	static final Rule NO_SERVICE_LINKS = pods((pod) -> !pod.path("enableServiceLinks").asBoolean(true));

	static final Rule NO_TOKENS = pods((pod) -> !pod.path("automountServiceAccountToken").asBoolean(true)
			&& pod.path("serviceAccountName").isString());

	static final Rule MEMORY = containers((container) -> container.at("/resources/limits/memory").isString()
			&& container.at("/resources/limits/memory").equals(container.at("/resources/requests/memory"))
			&& container.at("/resources/requests/cpu").isString());

	static final Rule THREE_PROBES = containers((
			container) -> Stream.of("startupProbe", "readinessProbe", "livenessProbe").allMatch(container::hasNonNull));

	static final Rule PROBED_PORTS = containers(PodRules::probesItsPorts);

	static final Rule MOUNTS = (manifests) -> manifests.workloads()
		.stream()
		.filter((workload) -> Manifests.containers(workload)
			.stream()
			.flatMap((container) -> Manifests.list(container.path("volumeMounts")).stream())
			.anyMatch((mount) -> !hasVolume(workload, mount.path("name"))))
		.map(Manifests::name)
		.toList();

	static final Rule ROOM_TO_STOP = pods((pod) -> {
		int sleep = pod.at("/containers/0/lifecycle/preStop/sleep/seconds").asInt(0);
		boolean drains = pod.at("/containers/0/name").asString("").equals("gateway");
		// The window, the close frames, and the rest
		int stop = drains ? 10 + 2 + 5 : 5;
		return pod.path("terminationGracePeriodSeconds").asInt(30) >= sleep + stop;
	});

	private PodRules() {
	}

	private static boolean probesItsPorts(JsonNode container) {
		List<JsonNode> names = Manifests.list(container.path("ports"))
			.stream()
			.map((port) -> port.path("name"))
			.toList();
		return Stream.of("startupProbe", "readinessProbe", "livenessProbe")
			.map(container::path)
			.flatMap((probe) -> Stream.of(probe.at("/httpGet/port"), probe.at("/tcpSocket/port")))
			.filter((port) -> !port.isMissingNode())
			.allMatch(names::contains);
	}

	private static boolean hasVolume(JsonNode workload, JsonNode name) {
		return Stream.concat(
				Manifests.list(workload.at("/spec/template/spec/volumes")).stream().map((it) -> it.path("name")),
				Manifests.list(workload.at("/spec/volumeClaimTemplates")).stream().map((it) -> it.at("/metadata/name")))
			.anyMatch(name::equals);
	}

	private static Rule pods(Predicate<JsonNode> holds) {
		return (manifests) -> manifests.workloads()
			.stream()
			.filter((workload) -> !holds.test(workload.at("/spec/template/spec")))
			.map(Manifests::name)
			.toList();
	}

	private static Rule containers(Predicate<JsonNode> holds) {
		return (manifests) -> manifests.workloads()
			.stream()
			.filter((workload) -> !Manifests.containers(workload).stream().allMatch(holds))
			.map(Manifests::name)
			.toList();
	}

}
