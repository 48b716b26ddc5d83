package io.realtimeclock.systemtests.manifests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import io.realtimeclock.systemtests.ClockSystem;
import io.realtimeclock.systemtests.Console;
import io.realtimeclock.systemtests.Docker;
import io.realtimeclock.systemtests.Part;
import io.realtimeclock.systemtests.Requires;
import io.realtimeclock.systemtests.ServiceImages;
import io.realtimeclock.systemtests.Session;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The pods' containers on one network, with the settings of the manifests, or with those
 * of the overlay that {@code -Dpods.overlay=single-node} names.
 */
@Tag("long")
@Tag("alone")
@Requires(Part.DOCKER)
class PodsIT {

	private static final Duration LIMIT = Duration.ofMinutes(2);

	private final Manifests manifests = Optional.ofNullable(System.getProperty("pods.overlay"))
		.map((overlay) -> Manifests.overlay(Path.of("..", "deploy"), overlay))
		.orElseGet(Manifests::read);

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path secret;

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path volumes;

	@Test
	void tickAsTheManifestsSay() throws Exception {
		ServiceImages.build();
		writeSecret();
		String network = "clock-pods-" + ProcessHandle.current().pid();
		Docker.run("network", "create", network);
		Deque<Pod> pods = new ArrayDeque<>();
		try {
			int nodes = this.manifests.find("StatefulSet", "kafka").orElseThrow().at("/spec/replicas").asInt(0);
			for (int node = 0; node < nodes; node++) {
				pods.push(start("StatefulSet", "kafka", node, network));
			}
			pods.push(start("Deployment", "redis", 0, network));
			pods.push(start("Deployment", "ticker", 0, network));
			pods.push(start("Deployment", "gateway", 0, network));
			for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
				for (Pod pod : pods) {
					await(probe).atMost(LIMIT).pollInterval(Duration.ofMillis(200)).until(() -> pod.passes(probe));
				}
			}
			assertTicks(pods.getFirst());
		}
		catch (RuntimeException | AssertionError ex) {
			pods.forEach((pod) -> Console.print(pod.log()));
			throw ex;
		}
		finally {
			pods.forEach(Pod::close);
			Docker.run("network", "rm", network);
		}
	}

	private void assertTicks(Pod gateway) throws IOException, InterruptedException {
		Session session = Session.logIn(gateway::uri);
		String first = session.get(gateway.uri("/api/initial_state")).body();
		assertThat(first).contains("\"sequence\":");
		await("the next tick").atMost(Duration.ofSeconds(5))
			.until(() -> !session.get(gateway.uri("/api/initial_state")).body().equals(first));
	}

	private Pod start(String kind, String name, int ordinal, String network) throws IOException {
		JsonNode workload = this.manifests.find(kind, name).orElseThrow();
		return Pod.start(this.manifests, workload, ordinal, network, this.volumes, this.secret);
	}

	/**
	 * As the line in the first file makes it.
	 */
	private void writeSecret() throws IOException {
		Files.writeString(this.secret.resolve("spring.security.user.name"), ClockSystem.USER);
		Files.writeString(this.secret.resolve("spring.security.user.password"), ClockSystem.PASSWORD);
		Files.setPosixFilePermissions(this.secret, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

}
