package io.realtimeclock.systemtests.manifests;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The network allows exactly the connections of the picture.
 */
class NetworkPolicyTests {

	private static final List<String> PODS = List.of("ticker", "gateway", "producer", "kafka", "redis");

	private static final List<String> OUTSIDE = List.of("namespace:ingress-nginx", "namespace:monitoring",
			"namespace:kube-system", "namespace:default");

	private static final List<Integer> PORTS = List.of(53, 443, 6379, 8080, 8090, 9080, 9090, 9092, 9093);

	private static final Set<String> ARROWS = Set.of("ticker > kafka:9092", "gateway > kafka:9092",
			"producer > kafka:9092", "producer > namespace:kube-system:53", "kafka > kafka:9092", "kafka > kafka:9093",
			"ticker > redis:6379", "gateway > redis:6379", "namespace:ingress-nginx > gateway:8080",
			"namespace:monitoring > ticker:9090", "namespace:monitoring > gateway:9080",
			"ticker > namespace:kube-system:53", "gateway > namespace:kube-system:53",
			"kafka > namespace:kube-system:53", "redis > namespace:kube-system:53");

	@Test
	void letsEachArrowThroughAndNothingElse() {
		assertThat(arrows(Manifests.read())).containsExactlyInAnyOrderElementsOf(ARROWS);
	}

	@Test
	void aPolicyThatIsTooWideIsNoticed() {
		Manifests wide = Manifests.read().with("NetworkPolicy/redis", "/spec", "ingress", "[{}]");
		assertThat(arrows(wide)).contains("namespace:default > redis:6379");
	}

	@Test
	void anArrowThatIsMissingIsNoticed() {
		Manifests narrow = Manifests.read().with("NetworkPolicy/services", "/spec", "egress", "[]");
		assertThat(arrows(narrow)).doesNotContain("ticker > kafka:9092");
	}

	private static List<String> arrows(Manifests manifests) {
		NetworkPolicies policies = new NetworkPolicies(manifests);
		List<String> parties = new ArrayList<>(PODS);
		parties.addAll(OUTSIDE);
		List<String> arrows = new ArrayList<>();
		for (String from : parties) {
			for (String to : parties) {
				for (int port : PORTS) {
					boolean ours = PODS.contains(from) || PODS.contains(to);
					if (ours && policies.allow(from, to, port)) {
						arrows.add(from + " > " + to + ":" + port);
					}
				}
			}
		}
		return arrows;
	}

}
