package io.realtimeclock.benchmark.peer.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.realtimeclock.benchmark.load.Dialect;
import io.realtimeclock.benchmark.load.Target;
import io.realtimeclock.benchmark.login.Credentials;
import io.realtimeclock.benchmark.peer.Peer;
import io.realtimeclock.benchmark.peer.Subject;
import io.realtimeclock.benchmark.process.FreePorts;
import io.realtimeclock.benchmark.process.Java;
import io.realtimeclock.benchmark.process.Network;
import io.realtimeclock.benchmark.process.Parts;
import io.realtimeclock.benchmark.process.Program;

/**
 * Our own system: what is measured is its gateways.
 *
 * @param replicas how many gateways share the clients
 * @param settings further environment variables
 */
public record Gateway(String name, int replicas, Map<String, String> settings) implements Peer {

	/** Have some gateways share the clients. */
	public static Gateway replicas(int number) {
		return new Gateway((number == 1) ? "gateway" : "gateway-x" + number, number, Map.of());
	}

	/** Have one write as Spring ordinarily does. */
	public static Gateway ordinary() {
		return new Gateway("gateway-ordinary", 1,
				Map.of("GATEWAY_DIRECT", "false", "JDK_JAVA_OPTIONS", JvmFlags.ORDINARY));
	}

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
	public Subject start(Parts parts) throws IOException {
		Backend backend = Backend.start(parts);
		List<Target> targets = new ArrayList<>();
		List<Long> pids = new ArrayList<>();
		for (int i = 1; i <= this.replicas; i++) {
			int port = FreePorts.next();
			String replica = this.name + "-" + i;
			Map<String, String> environment = GatewayEnvironment.of(backend, port, replica);
			environment.putAll(this.settings);
			Program gateway = parts.add(Java.jar(replica, Jars.GATEWAY, environment));
			Network.awaitOk(port, "/readyz", gateway);
			pids.addAll(gateway.pids());
			targets.add(new Target(port, "/time/tic/", Dialect.PLAIN));
		}
		return new Subject(this.name, targets, pids, Credentials.sessions(targets.get(0).port(), backend.redisPort(),
				GatewayEnvironment.USER, GatewayEnvironment.PASSWORD));
	}

}
