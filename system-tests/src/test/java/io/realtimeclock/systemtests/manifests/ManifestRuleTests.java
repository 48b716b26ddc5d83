package io.realtimeclock.systemtests.manifests;

import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Each rule holds, and detects a violation.
 */
class ManifestRuleTests {

	private static final String POD = "/spec/template/spec";

	private static final String CONTAINER = POD + "/containers/0";

	private final Manifests manifests = Manifests.read();

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void holdsAndNoticesWhenItDoesNot(String sentence, Rule rule, String object, String pointer, String field,
			String value) {
		assertThat(rule.violations(this.manifests)).as(sentence).isEmpty();
		assertThat(rule.violations(this.manifests.with(object, pointer, field, value))).as("not: " + sentence)
			.hasSize(1);
	}

	static Stream<Arguments> holdsAndNoticesWhenItDoesNot() {
		return Stream.of(pods(), links(), values()).flatMap((rules) -> rules);
	}

	private static Stream<Arguments> pods() {
		String security = "/securityContext";
		return Stream.of(
				arguments("no pod runs as root", PodRules.NO_ROOT, "Deployment/ticker", POD + security, "runAsNonRoot",
						""),
				arguments("each user has a number", PodRules.NO_ROOT, "Deployment/redis", POD + security, "runAsUser",
						"0"),
				arguments("system calls are filtered", PodRules.SECCOMP, "Deployment/gateway", POD + security,
						"seccompProfile", ""),
				arguments("no process gets more rights", PodRules.NO_ESCALATION, "Deployment/gateway",
						CONTAINER + security, "allowPrivilegeEscalation", "true"),
				arguments("no container has capabilities", PodRules.NO_CAPABILITIES, "StatefulSet/kafka",
						CONTAINER + security, "capabilities", "{\"drop\":[\"ALL\"],\"add\":[\"NET_ADMIN\"]}"),
				arguments("no container writes to its image", PodRules.READ_ONLY_ROOT, "StatefulSet/kafka",
						CONTAINER + security, "readOnlyRootFilesystem", ""),
				arguments("no pod has a share of its host", PodRules.NOTHING_OF_THE_HOST, "Deployment/ticker", POD,
						"hostNetwork", "true"),
				arguments("no volume reaches into the host", PodRules.ALLOWED_VOLUMES, "Deployment/ticker", POD,
						"volumes", "[{\"name\":\"tmp\",\"hostPath\":{\"path\":\"/tmp\"}}]"),
				arguments("no Service becomes a variable", PodRules.NO_SERVICE_LINKS, "StatefulSet/kafka", POD,
						"enableServiceLinks", ""),
				arguments("no pod has a token", PodRules.NO_TOKENS, "Deployment/gateway", POD,
						"automountServiceAccountToken", "true"),
				arguments("no pod can be evicted for its memory", PodRules.MEMORY, "Deployment/gateway",
						CONTAINER + "/resources/limits", "memory", "\"1Gi\""),
				arguments("each container has three probes", PodRules.THREE_PROBES, "Deployment/redis", CONTAINER,
						"livenessProbe", ""),
				arguments("each probe asks a port that is there", PodRules.PROBED_PORTS, "Deployment/gateway",
						CONTAINER + "/readinessProbe/httpGet", "port", "\"web\""),
				arguments("each mount has its volume", PodRules.MOUNTS, "Deployment/gateway",
						CONTAINER + "/volumeMounts/0", "name", "\"passwords\""),
				arguments("each pod has the time to stop", PodRules.ROOM_TO_STOP, "Deployment/gateway", POD,
						"terminationGracePeriodSeconds", "15"));
	}

	private static Stream<Arguments> links() {
		return Stream.of(
				arguments("all is in one namespace", LinkRules.ONE_NAMESPACE, "Service/redis", "/metadata", "namespace",
						""),
				arguments("each workload selects its pods", LinkRules.SELECTORS, "Deployment/ticker",
						"/spec/template/metadata/labels", "app", "\"tick\""),
				arguments("each Service selects pods", LinkRules.SERVICES, "Service/gateway", "/spec/selector", "app",
						"\"gate\""),
				arguments("each Service's port is a pod's", LinkRules.SERVICES, "Service/kafka", "/spec/ports/0",
						"targetPort", "\"broker\""),
				arguments("each StatefulSet's Service is there", LinkRules.STATEFUL_SERVICES, "StatefulSet/kafka",
						"/spec", "serviceName", "\"brokers\""),
				arguments("each ConfigMap is there", LinkRules.CONFIGURATION, "Deployment/ticker",
						CONTAINER + "/envFrom/0/configMapRef", "name", "\"time\""),
				arguments("each Secret is there", LinkRules.CONFIGURATION, "Deployment/gateway",
						POD + "/volumes/0/secret", "secretName", "\"login\""),
				arguments("each ServiceAccount is there", LinkRules.ACCOUNTS, "Deployment/gateway", POD,
						"serviceAccountName", "\"default\""),
				arguments("each budget is for pods that are there", LinkRules.DISRUPTIONS, "PodDisruptionBudget/kafka",
						"/spec/selector/matchLabels", "app", "\"broker\""),
				arguments("no budget keeps a node from being drained", LinkRules.DISRUPTIONS,
						"PodDisruptionBudget/ticker", "/spec", "maxUnavailable", "0"),
				arguments("no budget keeps an unready service on its node", LinkRules.EVICTIONS,
						"PodDisruptionBudget/gateway", "/spec", "unhealthyPodEvictionPolicy", "\"IfHealthyBudget\""),
				arguments("a pod that keeps nothing is replaced when its node is lost", LinkRules.LOST_NODES,
						"StatefulSet/kafka", "/spec", "volumeClaimTemplates", "[]"),
				arguments("the autoscaler alone says how many", LinkRules.SCALING, "Deployment/gateway", "/spec",
						"replicas", "2"),
				arguments("the autoscaler scales what is there", LinkRules.SCALING, "HorizontalPodAutoscaler/gateway",
						"/spec/scaleTargetRef", "name", "\"gateways\""),
				arguments("the ingress leads to a Service's port", LinkRules.BACKENDS, "Ingress/clock",
						"/spec/rules/0/http/paths/0/backend/service/port", "name", "\"https\""));
	}

	private static Stream<Arguments> values() {
		return Stream.of(
				arguments("each amount of memory or time is one", ValueRules.QUANTITIES, "Deployment/ticker",
						CONTAINER + "/resources/limits", "memory", "\"256MB\""),
				arguments("each amount of a volume is one", ValueRules.QUANTITIES, "StatefulSet/kafka",
						"/spec/volumeClaimTemplates/0/spec/resources/requests", "storage", "\"-1Gi\""),
				arguments("each port is one", ValueRules.PORTS, "Deployment/gateway", CONTAINER + "/ports/0",
						"containerPort", "80800"),
				arguments("each named port can be one", ValueRules.PORTS, "Service/gateway", "/spec/ports/0",
						"targetPort", "\"the-http-port-of-gateways\""),
				arguments("no two ports have one name", ValueRules.PORT_NAMES, "Deployment/gateway",
						CONTAINER + "/ports/1", "name", "\"http\""));
	}

}
