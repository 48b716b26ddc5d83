package io.realtimeclock.systemtests.manifests;

import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Evaluates the network policies: a pod selected by a policy may make only the
 * connections that some policy allows.
 */
final class NetworkPolicies {

	private final List<JsonNode> policies;

	NetworkPolicies(Manifests manifests) {
		this.policies = manifests.ofKind("NetworkPolicy").toList();
	}

	/**
	 * Tell whether a connection is let through.
	 * @param from a pod's {@code app}, or a namespace as {@code namespace:monitoring}
	 * @param to a pod's {@code app}, or a namespace
	 */
	boolean allow(String from, String to, int port) {
		return (isOutside(from) || allows("Egress", from, to, port))
				&& (isOutside(to) || allows("Ingress", to, from, port));
	}

	private boolean allows(String direction, String pod, String peer, int port) {
		List<JsonNode> mine = this.policies.stream()
			.filter((policy) -> Manifests.list(policy.at("/spec/policyTypes"))
				.stream()
				.anyMatch((type) -> type.asString("").equals(direction)))
			.filter((policy) -> Manifests.selects(policy.at("/spec/podSelector"), labels(pod)))
			.toList();
		boolean ingress = direction.equals("Ingress");
		return mine.isEmpty() || mine.stream()
			.flatMap((policy) -> Manifests.list(policy.at(ingress ? "/spec/ingress" : "/spec/egress")).stream())
			.anyMatch((rule) -> isPeer(rule.path(ingress ? "from" : "to"), peer) && isPort(rule.path("ports"), port));
	}

	private static boolean isPeer(JsonNode peers, String peer) {
		return peers.isMissingNode() || Manifests.list(peers)
			.stream()
			.anyMatch((it) -> isOutside(peer)
					? it.has("namespaceSelector") && Manifests.selects(it.path("namespaceSelector"), labels(peer))
					: it.has("podSelector") && Manifests.selects(it.path("podSelector"), labels(peer)));
	}

	private static boolean isPort(JsonNode ports, int port) {
		return ports.isMissingNode()
				|| Manifests.list(ports).stream().anyMatch((it) -> it.path("port").asInt(0) == port);
	}

	private static boolean isOutside(String party) {
		return party.startsWith("namespace:");
	}

	private static JsonNode labels(String party) {
		String key = isOutside(party) ? "kubernetes.io/metadata.name" : "app";
		return new JsonMapper().createObjectNode().put(key, party.substring(party.indexOf(':') + 1));
	}

}
