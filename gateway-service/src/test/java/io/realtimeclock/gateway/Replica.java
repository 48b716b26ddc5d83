package io.realtimeclock.gateway;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.realtimeclock.gateway.admission.Admission;
import io.realtimeclock.gateway.admission.Admission.Permit;
import io.realtimeclock.gateway.admission.ConnectionRegistry;
import io.realtimeclock.gateway.admission.ConnectionRegistry.OpenSocket;

import org.springframework.http.HttpStatus;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * What of a gateway gives permits to clients, without the rest.
 */
public final class Replica implements AutoCloseable {

	private final GatewayParts parts;

	private Replica(GatewayParts parts) {
		this.parts = parts;
	}

	/**
	 * Start a replica.
	 * @param settings of {@code gateway}, as {@code name=value}
	 */
	public static Replica start(int redisPort, String... settings) {
		return new Replica(new GatewayParts(redisPort, Stream.of(settings).map("gateway."::concat), Scheduling.class,
				"io.realtimeclock.gateway.broadcast", "io.realtimeclock.gateway.admission"));
	}

	public static Permit permit(String user) {
		return Permit.of(user, null, "192.0.2.7", Instant.now());
	}

	public HttpStatus enter(String user) {
		return enter(permit(user));
	}

	public HttpStatus enter(Permit permit) {
		return this.parts.get(Admission.class).enter(permit);
	}

	public void leave(Permit permit) {
		this.parts.get(Admission.class).leave(permit);
	}

	/**
	 * Count the sockets of a session on all replicas.
	 */
	public long sockets(String session) {
		return this.parts.get(ConnectionRegistry.class).count(List.of(session)).get(0);
	}

	public List<OpenSocket> sockets() {
		return this.parts.get(ConnectionRegistry.class).list(null);
	}

	public double refused(String reason) {
		return this.parts.get(SimpleMeterRegistry.class)
			.get("gateway.handshakes.refused")
			.tag("reason", reason)
			.counter()
			.count();
	}

	/**
	 * Take no more clients.
	 */
	public void drain() {
		this.parts.stop();
	}

	@Override
	public void close() {
		this.parts.close();
	}

	@EnableScheduling
	static class Scheduling {

	}

}
