package io.realtimeclock.benchmark.peer.gateway;

import java.util.HashMap;
import java.util.Map;

/** The settings of a gateway that takes as many clients as there will be. */
final class GatewayEnvironment {

	static final String USER = "demo";

	static final String PASSWORD = "demo";

	private GatewayEnvironment() {
	}

	static Map<String, String> of(Backend backend, int port, String replica) {
		Map<String, String> environment = new HashMap<>(backend.environment(port, Map.of()));
		environment.put("JDK_JAVA_OPTIONS", JvmFlags.GATEWAY);
		environment.put("GATEWAY_REPLICA", replica);
		environment.put("GATEWAY_MAX_CONNECTIONS", "19900");
		environment.put("GATEWAY_MAX_CONNECTIONS_PER_USER", "19900");
		environment.put("GATEWAY_DRAIN_WINDOW", "0s");
		// Sessions are made before a run, and used until its end by clients that come
		environment.put("SPRING_SESSION_TIMEOUT", "6h");
		environment.put("SPRING_SECURITY_USER_NAME", USER);
		environment.put("SPRING_SECURITY_USER_PASSWORD", PASSWORD);
		return environment;
	}

}
