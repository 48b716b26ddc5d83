package io.realtimeclock.benchmark.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.realtimeclock.benchmark.feed.Feed;
import io.realtimeclock.benchmark.feed.FeedSource;
import io.realtimeclock.benchmark.load.Target;
import io.realtimeclock.benchmark.load.WireFormat;
import io.realtimeclock.benchmark.process.Closer;
import io.realtimeclock.benchmark.process.Program;
import io.realtimeclock.benchmark.process.Wait;
import io.realtimeclock.testsupport.FreePorts;
import org.jspecify.annotations.Nullable;

/**
 * One or more gateways of this repository, with their backend. Only the gateways are
 * measured.
 *
 * @param replicas the number of gateways that share the clients
 * @param jvmFlags the flags of the gateways' JVMs, empty for Java's defaults
 * @param feed what clients receive instead of the clock, {@code null} for the clock
 */
record Gateway(String name, int replicas, String jvmFlags, @Nullable Feed feed) implements Peer {

	static final Path JAR = Path.of("..", "gateway-service", "target", "gateway-service.jar");

	/** The recommended JVM flags, unless others are set for an experiment. */
	static final String JVM_FLAGS = Optional.ofNullable(System.getenv("BENCHMARK_GATEWAY_FLAGS"))
		.orElse("-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=0.05 -Xmx128m -Xss256k");

	private static final int MAX_CONNECTIONS = 19_900;

	private static final String USER = "demo";

	private static final String PASSWORD = "demo";

	static Gateway replicas(int number) {
		return new Gateway((number == 1) ? "gateway" : "gateway-x" + number, number, JVM_FLAGS, null);
	}

	static Gateway withoutFlags() {
		return new Gateway("gateway-no-flags", 1, "", null);
	}

	/** Many keys per client need a larger heap. */
	static Gateway of(Feed feed) {
		return of("gateway", feed);
	}

	static Gateway of(String name, Feed feed) {
		return new Gateway(name, 1, JVM_FLAGS.replace("-Xmx128m", "-Xmx192m"), feed);
	}

	@Override
	public Optional<String> missing() {
		return Files.exists(JAR) ? Optional.empty() : Optional.of("the jars of mvn package");
	}

	@Override
	public String version() {
		return "this repository's, Java " + System.getProperty("java.version") + ", " + flags().orElseThrow();
	}

	@Override
	public Optional<String> flags() {
		return Optional.of(this.jvmFlags.isEmpty() ? "none" : this.jvmFlags);
	}

	@Override
	public SystemUnderTest start(Closer closer) throws IOException {
		Backend backend = Backend.start(closer);
		if (this.feed != null) {
			closer.add(FeedSource.start(this.feed, backend.kafkaPort()));
		}
		List<Target> targets = new ArrayList<>();
		List<Long> pids = new ArrayList<>();
		for (int i = 1; i <= this.replicas; i++) {
			int port = FreePorts.next();
			String replica = this.name + "-" + i;
			Program gateway = closer.add(Program.jar(replica, JAR, environment(backend, port, replica)));
			Wait.untilOk(port, "/readyz", gateway);
			pids.addAll(gateway.pids());
			targets.addAll(targets(port));
		}
		return new SystemUnderTest(this.name, targets, pids,
				Credentials.sessions(targets.get(0).port(), backend.redisPort(), USER, PASSWORD), backend.kafkaPort(),
				backend.redisPort());
	}

	private Map<String, String> environment(Backend backend, int port, String replica) {
		Map<String, String> environment = environment(backend, port, replica, this.jvmFlags);
		if (this.feed != null) {
			environment.put("GATEWAY_FEEDS_BENCH_TOPIC", Feed.NAME);
			environment.put("GATEWAY_FEEDS_BENCH_INTERVAL", this.feed.interval().toMillis() + "ms");
		}
		return environment;
	}

	private List<Target> targets(int port) {
		return (this.feed != null) ? this.feed.targets(port, "/feeds/" + Feed.NAME, MAX_CONNECTIONS, WireFormat.PLAIN)
				: List.of(new Target(port, "/time/tic/", WireFormat.PLAIN));
	}

	/** Return the environment of a gateway whose limits admit all clients. */
	static Map<String, String> environment(Backend backend, int port, String replica, String jvmFlags) {
		Map<String, String> environment = backend.environment(port);
		environment.put("JDK_JAVA_OPTIONS", jvmFlags);
		environment.put("GATEWAY_REPLICA", replica);
		environment.put("GATEWAY_MAX_CONNECTIONS", Integer.toString(MAX_CONNECTIONS));
		environment.put("GATEWAY_MAX_CONNECTIONS_PER_USER", Integer.toString(MAX_CONNECTIONS));
		environment.put("GATEWAY_DRAIN_WINDOW", "0s");
		// Sessions are created before a run and must last until its end
		environment.put("SPRING_SESSION_TIMEOUT", "6h");
		environment.put("SPRING_SECURITY_USER_NAME", USER);
		environment.put("SPRING_SECURITY_USER_PASSWORD", PASSWORD);
		return environment;
	}

}
