package io.realtimeclock.benchmark.peer;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.realtimeclock.benchmark.load.Dialect;
import io.realtimeclock.benchmark.load.Target;
import io.realtimeclock.benchmark.process.FreePorts;
import io.realtimeclock.benchmark.process.Java;
import io.realtimeclock.benchmark.process.Network;
import io.realtimeclock.benchmark.process.Parts;
import io.realtimeclock.benchmark.process.Program;
import io.realtimeclock.benchmark.login.Credentials;
import io.realtimeclock.benchmark.scenario.Subject;

/**
 * Our own system: what is measured is its gateways.
 *
 * @param replicas how many gateways share the clients
 * @param settings further environment variables
 */
record Gateway(String name, int replicas, Map<String, String> settings) implements Peer {

	static final String USER = "demo";

	static final String PASSWORD = "demo";

	@Override
	public Optional<String> lack() {
		return Files.exists(Jars.GATEWAY) ? Optional.empty() : Optional.of("the jars of mvn package");
	}

	@Override
	public String version() {
		return "this repository's, Java " + System.getProperty("java.version") + ", "
				+ this.settings.getOrDefault("JDK_JAVA_OPTIONS", JvmFlags.GATEWAY);
	}

	@Override
	public Running start() throws IOException {
		return Starting.run(this::start);
	}

	private Subject start(Parts parts) throws IOException {
		Backend backend = Backend.start(parts);
		List<Target> targets = new ArrayList<>();
		List<Long> pids = new ArrayList<>();
		for (int i = 1; i <= this.replicas; i++) {
			int port = FreePorts.next();
			Map<String, String> environment = environment(backend, port, this.name + "-" + i);
			environment.putAll(this.settings);
			Program gateway = parts.add(Java.jar(this.name + "-" + i, Jars.GATEWAY, environment));
			Network.awaitOk(port, "/readyz", gateway);
			pids.addAll(gateway.pids());
			targets.add(Target.of(URI.create("ws://127.0.0.1:" + port + "/time/tic/"), Dialect.PLAIN));
		}
		return new Subject(this.name, targets, pids,
				Credentials.sessions(targets.get(0).port(), backend.redisPort(), USER, PASSWORD));
	}

	static Map<String, String> environment(Backend backend, int port, String replica) {
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
