package io.realtimeclock.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The containers of {@code docker-compose.yml}, as an operator starts them.
 */
final class Compose implements AutoCloseable {

	private static final Path FILE = Path.of("..", "docker-compose.yml").toAbsolutePath().normalize();

	private final String project = "clock-" + ProcessHandle.current().pid();

	private final int port = JavaProcess.freePort();

	private final int prometheusPort = JavaProcess.freePort();

	private Compose() {
	}

	/**
	 * Build the images, and start all containers.
	 */
	static Compose up() {
		Compose compose = new Compose();
		try {
			compose.run("up", "--build", "--detach");
			return compose;
		}
		catch (RuntimeException ex) {
			compose.close();
			throw ex;
		}
	}

	URI uri(String path) {
		return URI.create("http://localhost:" + this.port + path);
	}

	int port() {
		return this.port;
	}

	int prometheusPort() {
		return this.prometheusPort;
	}

	/**
	 * Run a command of Compose.
	 * @return what it printed
	 */
	String run(String... arguments) {
		List<String> command = new ArrayList<>(
				Part.find("docker-compose").isPresent() ? List.of("docker-compose") : List.of("docker", "compose"));
		command.addAll(List.of("--project-name", this.project, "--file", FILE.toString()));
		command.addAll(Arrays.asList(arguments));
		// The engine's own builder, which unlike BuildKit's needs no further program
		return Docker.run(command,
				Map.of("CLOCK_USER", ClockSystem.USER, "CLOCK_PASSWORD", ClockSystem.PASSWORD, "CLOCK_PORT",
						Integer.toString(this.port), "PROMETHEUS_PORT", Integer.toString(this.prometheusPort),
						"DOCKER_BUILDKIT", "0"));
	}

	/**
	 * Return the ids of a service's containers.
	 */
	List<String> containers(String service) {
		return run("ps", "--quiet", service).lines().toList();
	}

	/**
	 * Return the ids of what is left of the project: containers, networks and volumes.
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
			Files.writeString(JavaProcess.LOGS.resolve("compose.log"), run("logs", "--no-color"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			run("--profile", "observability", "down", "--volumes");
		}
	}

}
