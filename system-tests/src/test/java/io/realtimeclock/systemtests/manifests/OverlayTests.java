package io.realtimeclock.systemtests.manifests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.realtimeclock.systemtests.Part;
import io.realtimeclock.systemtests.Requires;
import io.realtimeclock.ticker.TickerProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.bind.Binder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code kubectl kustomize} makes of the overlays in {@code deploy/kustomize}.
 */
@Requires(Part.KUBECTL)
class OverlayTests {

	private static final Path DEPLOY = Path.of("..", "deploy");

	private static final Path ALERTS = DEPLOY.resolve("prometheus/alerts.yaml");

	private static final Path COPIED_ALERTS = DEPLOY.resolve("kustomize/monitoring/alerts.yaml");

	private static final JsonMapper JSON = new JsonMapper();

	@Test
	void everythingHasTheObjectsOfTheFolderAndNothingElse() {
		Manifests folder = Manifests.read();
		Manifests everything = Manifests.overlay(DEPLOY, "everything");
		assertThat(everything.objects()).hasSameSizeAs(folder.objects());
		assertThat(byName(everything)).isEqualTo(byName(folder));
	}

	@ParameterizedTest
	@ValueSource(strings = { "base", "single-node", "strimzi" })
	void theRulesOfTheFolderHoldInEachOverlay(String overlay) throws Exception {
		Manifests manifests = Manifests.overlay(DEPLOY, overlay);
		ManifestRuleTests.holdsAndNoticesWhenItDoesNot().map((row) -> row.get()).forEach((row) -> {
			Rule rule = (Rule) row[1];
			// One node has one gateway
			if (rule != LinkRules.SCALING || !overlay.equals("single-node")) {
				assertThat(rule.violations(manifests)).as("%s", row[0]).isEmpty();
			}
		});
		for (JsonNode object : manifests.objects()) {
			if (!object.path("apiVersion").asString("").startsWith("kafka.strimzi.io/")) {
				ManifestTypeTests.validate(object);
			}
		}
	}

	@Test
	void theBaseIsTheTwoServicesWhichConnectToPartsOutsideTheCluster() {
		Manifests base = Manifests.overlay(DEPLOY, "base");
		assertThat(base.workloads()).extracting(Manifests::name)
			.containsExactlyInAnyOrder("Deployment/ticker", "Deployment/gateway");
		assertThat(base.find("ConfigMap", "clock").orElseThrow().path("data").toString())
			.contains("\"kafka.example.org:9092\"", "\"redis.example.org\"");
		NetworkPolicies policies = new NetworkPolicies(base);
		for (String service : List.of("ticker", "gateway")) {
			assertThat(List.of(9092, 6379)).allMatch((port) -> policies.allow(service, "namespace:default", port));
			assertThat(policies.allow(service, "namespace:default", 443)).isFalse();
		}
	}

	@Test
	void aSingleNodeHasOnePodOfEachKindAndNoQuorum() {
		Manifests single = Manifests.overlay(DEPLOY, "single-node");
		assertThat(Stream.of("StatefulSet", "Deployment").flatMap(single::ofKind))
			.allMatch((workload) -> workload.at("/spec/replicas").asInt(1) == 1);
		assertThat(single.find("HorizontalPodAutoscaler", "gateway").orElseThrow().at("/spec/minReplicas").asInt())
			.isOne();
		assertThat(variables(single, "StatefulSet", "kafka"))
			.containsEntry("KAFKA_CONTROLLER_QUORUM_VOTERS", "0@kafka-0.kafka-nodes:9093")
			.allSatisfy((name, value) -> assertThat(value).as(name)
				.matches(name.matches(".*_(REPLICATION_FACTOR|MIN_ISR|INSYNC_REPLICAS)") ? "1" : ".*"))
			.containsOnlyKeys(variables(Manifests.read(), "StatefulSet", "kafka").keySet());
		assertThat(variables(single, "Deployment", "ticker")).containsEntry("TICKER_TOPIC_REPLICATION_FACTOR", "1");
	}

	@Test
	void strimziRunsTheSameKafkaWithTheTopicOfATicker() {
		Manifests strimzi = Manifests.overlay(DEPLOY, "strimzi");
		assertThat(strimzi.workloads()).extracting(Manifests::name)
			.containsExactlyInAnyOrder("Deployment/redis", "Deployment/ticker", "Deployment/gateway");
		JsonNode kafka = strimzi.find("Kafka", "clock").orElseThrow();
		assertThat(Manifests.text(Path.of("..", "pom.xml")))
			.contains("<kafka.version>" + kafka.at("/spec/kafka/version").asString() + "</kafka.version>");
		assertThat(strimzi.find("ConfigMap", "clock").orElseThrow().path("data").toString())
			.contains("\"clock-kafka-bootstrap:9092\"");
		TickerProperties.Topic topic = new Binder().bindOrCreate("ticker.topic", TickerProperties.Topic.class);
		assertThat(strimzi.find("KafkaTopic", "time").orElseThrow().at("/spec/config/retention.ms").asLong())
			.isEqualTo(topic.retention().toMillis());
	}

	@Test
	void theOperatorsPoliciesAloneApplyToThePodsOfStrimzi() {
		JsonNode pod = JSON.createObjectNode().put("strimzi.io/cluster", "clock").put("strimzi.io/name", "clock-kafka");
		Manifests strimzi = Manifests.overlay(DEPLOY, "strimzi");
		assertThat(strimzi.ofKind("NetworkPolicy"))
			.noneMatch((policy) -> Manifests.selects(policy.at("/spec/podSelector"), pod));
		JsonNode services = strimzi.find("NetworkPolicy", "services").orElseThrow();
		assertThat(Manifests.selects(services.at("/spec/egress/0/to/0/podSelector"), pod)).isTrue();
	}

	@Test
	void monitoringHasTheAlertsAndTheDashboardOfCompose() throws IOException {
		if (Boolean.getBoolean("draw")) {
			String head = Manifests.text(COPIED_ALERTS).replaceFirst("(?s)\\nspec:.*", "\nspec:\n");
			String rules = Manifests.text(ALERTS).replaceFirst("(?s).*?(?=\\ngroups:)\\n", "");
			Files.writeString(COPIED_ALERTS, head + rules.indent(2));
		}
		Manifests monitoring = Manifests.overlay(DEPLOY, "monitoring");
		JsonNode alerts = JSON.valueToTree(new Yaml().load(Manifests.text(ALERTS)));
		assertThat(monitoring.find("PrometheusRule", "clock").orElseThrow().path("spec")).isEqualTo(alerts);
		assertThat(monitoring.find("ConfigMap", "clock-dashboard").orElseThrow().at("/data/clock.json").asString())
			.isEqualTo(Manifests.text(DEPLOY.resolve("grafana/dashboards/clock.json")));
	}

	@Test
	void monitoringReadsEachReplicaAtAPortThatIsThere() {
		JsonNode monitor = Manifests.overlay(DEPLOY, "monitoring").find("PodMonitor", "clock").orElseThrow();
		JsonNode port = monitor.at("/spec/podMetricsEndpoints/0/port");
		List<JsonNode> services = Manifests.read()
			.workloads()
			.stream()
			.filter((workload) -> Manifests.selects(monitor.at("/spec/selector"), LinkRules.labels(workload)))
			.toList();
		assertThat(services).hasSize(2)
			.allMatch((service) -> service.findValues("ports").get(0).findValues("name").contains(port));
	}

	private static Map<String, JsonNode> byName(Manifests manifests) {
		return manifests.objects().stream().collect(Collectors.toMap(Manifests::name, Function.identity()));
	}

	private static Map<String, String> variables(Manifests manifests, String kind, String name) {
		JsonNode container = Manifests.containers(manifests.find(kind, name).orElseThrow()).get(0);
		return new Environment(manifests, container, name + "-0", 0).variables();
	}

}
