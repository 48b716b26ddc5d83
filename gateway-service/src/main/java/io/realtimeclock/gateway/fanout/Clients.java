package io.realtimeclock.gateway.fanout;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.realtimeclock.gateway.GatewayProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * All connected clients, and the frame that a new one is greeted with.
 */
@Component
final class Clients {

	private final Set<ClientConnection> connections = ConcurrentHashMap.newKeySet();

	private final FanOutMeters meters;

	private final LifeLimits limits;

	private volatile @Nullable TickFrame current;

	private volatile @Nullable String goodbye;

	Clients(FanOutMeters meters, GatewayProperties properties) {
		this.meters = meters;
		this.limits = LifeLimits.of(properties);
		meters.connections(this.connections);
	}

	FanOutMeters meters() {
		return this.meters;
	}

	/**
	 * Add a client and greet it. Of the greeting and a tick that is being written at the
	 * same moment it takes each at most once, and never the older one last.
	 * @param client the client, already able to be written to
	 */
	void add(ClientConnection client) {
		this.connections.add(client);
		TickFrame greeting = this.current;
		if (greeting != null) {
			client.peer().tick(greeting, new ByteBuffer[] { greeting.bytes().duplicate() });
		}
		String reason = this.goodbye;
		if (reason != null) {
			client.peer().close(CloseCode.GOING_AWAY, reason);
		}
	}

	/**
	 * Send away whoever comes from now on: a client whose handshake was under way when
	 * the gateway began to stop.
	 * @param reason what it is told
	 */
	void sendNewcomersAway(String reason) {
		this.goodbye = reason;
	}

	void remove(ClientConnection client) {
		this.connections.remove(client);
	}

	void greetWith(TickFrame frame) {
		this.current = frame;
	}

	void forEach(Consumer<ClientConnection> action) {
		this.connections.forEach(action);
	}

	int count() {
		return this.connections.size();
	}

	@Scheduled(fixedDelay = 1000)
	void checkLives() {
		long now = System.nanoTime();
		forEach((client) -> {
			client.closeIfGone();
			client.peer().checkLife(now, this.limits);
		});
	}

}
