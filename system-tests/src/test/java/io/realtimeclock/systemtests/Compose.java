package io.realtimeclock.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.realtimeclock.testsupport.Certificate;
import io.realtimeclock.testsupport.FreePorts;
import io.realtimeclock.testsupport.JavaProcess;

/**
 * The containers of {@code docker-compose.yml}, as an operator starts them.
 */
final class Compose implements AutoCloseable {

	private static final Path FILE = Path.of("..", "docker-compose.yml").toAbsolutePath().normalize();

	private final String project;

	private final List<String> command;

	private final int port = FreePorts.next();

	private final int tlsPort = FreePorts.next();

	private final int prometheusPort = FreePorts.next();

	private final Map<String, String> environment = new HashMap<>();

	private Compose(String name, List<String> command) {
		this.project = name + "-" + ProcessHandle.current().pid();
		this.command = command;
		this.environment.putAll(Map.of("CLOCK_USER", ClockSystem.USER, "CLOCK_PASSWORD", ClockSystem.PASSWORD,
				"CLOCK_PORT", Integer.toString(this.port), "CLOCK_TLS_PORT", Integer.toString(this.tlsPort),
				"PROMETHEUS_PORT", Integer.toString(this.prometheusPort), "GATEWAY_FEEDS_PRICES_TOPIC", "prices"));
	}

	/**
	 * Build the images with the engine's own builder, and start all containers.
	 */
	static Compose up() {
		Compose compose = new Compose("clock",
				Part.find("docker-compose").isPresent() ? List.of("docker-compose") : List.of("docker", "compose"));
		compose.environment.put("DOCKER_BUILDKIT", "0");
		return compose.up(List.of("up", "--build", "--detach"));
	}

	/**
	 * Build the images with BuildKit, and start three gateways behind a TLS proxy with
	 * the second version of Compose.
	 */
	static Compose upByTls(Certificate certificate) {
		Compose compose = new Compose("clock-tls", List.of("docker", "compose"));
		compose.environment.put("DOCKER_BUILDKIT", "1");
		compose.environment.put("CLOCK_CERTIFICATES",
				String.valueOf(certificate.certificate().toAbsolutePath().getParent()));
		return compose.up(List.of("--profile", "tls", "up", "--build", "--detach", "--wait", "--scale", "gateway=3"));
	}

	private Compose up(List<String> arguments) {
		try {
			run(arguments.toArray(String[]::new));
			return this;
		}
		catch (RuntimeException ex) {
			close();
			throw ex;
		}
	}

	URI uri(String path) {
		return URI.create("http://localhost:" + this.port + path);
	}

	int port() {
		return this.port;
	}

	int tlsPort() {
		return this.tlsPort;
	}

	int prometheusPort() {
		return this.prometheusPort;
	}

	/**
	 * Run a command of Compose.
	 * @return its output
	 */
	String run(String... arguments) {
		List<String> whole = new ArrayList<>(this.command);
		whole.addAll(List.of("--project-name", this.project, "--file", FILE.toString()));
		whole.addAll(Arrays.asList(arguments));
		return Docker.run(whole, this.environment);
	}

	/**
	 * Return the ids of a service's containers.
	 */
	List<String> containers(String service) {
		return run("ps", "--quiet", service).lines().toList();
	}

	/**
	 * Return the ids of the project's remaining containers, networks and volumes.
	 */
	List<String> leftovers() {
		String label = "label=com.docker.compose.project=" + this.project;
		return Stream
			.of(Docker.run("ps", "--all", "--quiet", "--filter", label),
					Docker.run("network", "ls", "--quiet", "--filter", label),
					Docker.run("volume", "ls", "--quiet", "--filter", label))
			.flatMap(String::lines)
			.toList();
	}

	@Override
	public void close() {
		try {
			Files.writeString(JavaProcess.LOGS.resolve(this.project + ".log"), run("logs", "--no-color"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			run("--profile", "observability", "--profile", "tls", "down", "--volumes");
		}
	}

}
