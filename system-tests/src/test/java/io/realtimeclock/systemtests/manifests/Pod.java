package io.realtimeclock.systemtests.manifests;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

import io.realtimeclock.systemtests.Docker;
import io.realtimeclock.systemtests.ServiceProcess;
import tools.jackson.databind.JsonNode;

/**
 * A pod of a workload as a Docker container, with every setting of its manifest that
 * Docker supports.
 */
final class Pod implements AutoCloseable {

	private final String container;

	private final JsonNode manifest;

	private Pod(String container, JsonNode manifest) {
		this.container = container;
		this.manifest = manifest;
	}

	/**
	 * Start a pod.
	 * @param ordinal the pod's number among those of its workload
	 * @param network the engine's network
	 * @param volumes the folder of its volumes
	 * @param secret the folder with the one secret
	 */
	static Pod start(Manifests manifests, JsonNode workload, int ordinal, String network, Path volumes, Path secret)
			throws IOException {
		String workloadName = workload.at("/metadata/name").asString("");
		String name = workloadName + "-" + ordinal;
		JsonNode pod = workload.at("/spec/template/spec");
		JsonNode container = pod.at("/containers/0");
		List<String> command = new ArrayList<>(List.of("run", "--detach", "--network", network, "--hostname", name,
				// Its Service, and its own name in it
				"--network-alias", workloadName, "--network-alias",
				name + "." + workload.at("/spec/serviceName").asString("none"), "--user",
				pod.at("/securityContext/runAsUser").asInt() + ":" + pod.at("/securityContext/runAsGroup").asInt(),
				"--read-only", "--cap-drop", "ALL", "--security-opt", "no-new-privileges:true", "--memory",
				container.at("/resources/limits/memory").asString("").replace("Mi", "m").replace("Gi", "g")));
		Environment environment = new Environment(manifests, container, name, ordinal);
		environment.variables().forEach((variable, value) -> command.addAll(List.of("--env", variable + "=" + value)));
		for (JsonNode mount : Manifests.list(container.path("volumeMounts"))) {
			Path folder = isSecret(pod, mount) ? secret : emptyFolder(volumes);
			command.addAll(List.of("--volume", folder + ":" + mount.path("mountPath").asString("")));
		}
		for (JsonNode port : Manifests.list(container.path("ports"))) {
			command.addAll(List.of("--publish", "127.0.0.1::" + port.path("containerPort").asInt()));
		}
		command.add(container.path("image").asString(""));
		Manifests.list(container.path("args")).forEach((argument) -> command.add(argument.asString("")));
		return new Pod(Docker.run(command.toArray(String[]::new)).strip(), container);
	}

	private static boolean isSecret(JsonNode pod, JsonNode mount) {
		return Manifests.list(pod.path("volumes"))
			.stream()
			.anyMatch((volume) -> volume.path("name").equals(mount.path("name")) && volume.has("secret"));
	}

	/**
	 * Create a folder that is writable for all, as the kubelet does.
	 */
	private static Path emptyFolder(Path parent) throws IOException {
		Path folder = Files.createTempDirectory(parent, "volume-");
		return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
	}

	/**
	 * Run a probe like the kubelet.
	 * @param probe the probe's field
	 */
	boolean passes(String probe) {
		JsonNode question = this.manifest.path(probe);
		if (question.has("exec")) {
			List<String> command = new ArrayList<>(List.of("exec", this.container));
			Manifests.list(question.at("/exec/command")).forEach((word) -> command.add(word.asString("")));
			return succeeds(() -> Docker.run(command.toArray(String[]::new)));
		}
		if (question.has("tcpSocket")) {
			return succeeds(() -> new Socket(InetAddress.getLoopbackAddress(),
					port(question.at("/tcpSocket/port").asString("")))
				.close());
		}
		return ServiceProcess.status(uri(question.at("/httpGet/path").asString(""))) == 200;
	}

	URI uri(String path) {
		return URI.create("http://localhost:" + port("http") + path);
	}

	/**
	 * Return the port of this machine that leads to a named one of the pod's.
	 */
	int port(String name) {
		int inside = Manifests.list(this.manifest.path("ports"))
			.stream()
			.filter((port) -> port.path("name").asString("").equals(name))
			.mapToInt((port) -> port.path("containerPort").asInt())
			.findFirst()
			.orElseThrow();
		String outside = Docker.run("port", this.container, Integer.toString(inside)).lines().findFirst().orElseThrow();
		return Integer.parseInt(outside.substring(outside.lastIndexOf(':') + 1));
	}

	String log() {
		return Docker.run("logs", this.container);
	}

	private static boolean succeeds(Attempt attempt) {
		try {
			attempt.make();
			return true;
		}
		catch (IOException | IllegalStateException ex) {
			return false;
		}
	}

	@Override
	public void close() {
		Docker.run("rm", "--force", "--volumes", this.container);
	}

	private interface Attempt {

		void make() throws IOException;

	}

}
