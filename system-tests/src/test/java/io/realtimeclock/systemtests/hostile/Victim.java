package io.realtimeclock.systemtests.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.realtimeclock.systemtests.OwnSystem;
import io.realtimeclock.systemtests.RecordingClient;
import io.realtimeclock.systemtests.ServiceProcess;

/**
 * A gateway as it is shipped, with a client that must not notice anything.
 */
final class Victim implements AutoCloseable {

	private static final Map<String, String> SETTINGS = Map.of("GATEWAY_REQUEST_TIMEOUT", "3s", "GATEWAY_STALL_TIMEOUT",
			"3s", "GATEWAY_MAX_CONNECTIONS_PER_USER", "1000", "JDK_JAVA_OPTIONS",
			"-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=0.05 -Xmx128m");

	private final OwnSystem system;

	private final RecordingClient bystander;

	private Victim() throws IOException {
		this.system = OwnSystem.running("hostile", SETTINGS);
		this.bystander = RecordingClient.connect(this.system.gateway());
	}

	static Victim start() throws IOException {
		return new Victim();
	}

	int port() {
		return this.system.port();
	}

	ServiceProcess gateway() {
		return this.system.gateway();
	}

	/**
	 * Return the address of its broker.
	 */
	String kafka() {
		return this.system.addresses().kafka();
	}

	RecordingClient bystander() {
		return this.bystander;
	}

	/**
	 * Send a request and return the status of its answer.
	 */
	String answer(Request request) throws IOException {
		try (RawSocket socket = new RawSocket(port())) {
			return socket.send(request.toString()).status();
		}
	}

	/**
	 * Open a WebSocket.
	 */
	RawSocket open() throws IOException {
		return open(0);
	}

	RawSocket open(int receiveBuffer) throws IOException {
		RawSocket socket = new RawSocket(port(), receiveBuffer);
		String status = socket.send(Request.handshake().toString()).status();
		if (!status.equals("101")) {
			throw new IllegalStateException("The handshake was answered with " + status);
		}
		return socket;
	}

	long residentMegabytes() throws IOException {
		return Files.readAllLines(Path.of("/proc", Long.toString(this.system.gateway().pid()), "status"))
			.stream()
			.filter((line) -> line.startsWith("VmRSS:"))
			.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
			.findFirst()
			.orElseThrow();
	}

	@Override
	public void close() throws IOException {
		this.bystander.close();
		this.system.close();
	}

}
