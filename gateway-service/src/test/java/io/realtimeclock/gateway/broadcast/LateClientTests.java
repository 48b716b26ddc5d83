package io.realtimeclock.gateway.broadcast;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.health.Supervisor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client whose handshake was under way when the gateway began to refuse clients.
 */
class LateClientTests {

	private final Broadcaster broadcaster = new Broadcaster(
			new BroadcastMeters(new SimpleMeterRegistry(), InstantSource.system()),
			new KeepAlive.Properties(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1)),
			new GatewayProperties("late", 100, 100, Duration.ofHours(1), List.of()), new Supervisor());

	@AfterEach
	void stop() {
		this.broadcaster.stop();
	}

	@Test
	void isSentToAnotherReplicaThoughItJoinsWhenAllOthersHaveLeft() throws IOException {
		Drain drain = new Drain(this.broadcaster, new Drain.Properties(Duration.ZERO, Duration.ofMillis(100)),
				(event) -> {
				});
		this.broadcaster.start();
		drain.start();
		drain.stop();
		try (Socket client = join()) {
			byte[] head = client.getInputStream().readNBytes(4);
			assertThat(head).startsWith(0x88).endsWith(0x03, 0xE9);
		}
	}

	private Socket join() throws IOException {
		SocketPair pair = SocketPair.connect();
		this.broadcaster.join(pair.server(), pair.endPoint(), ByteBuffer.allocate(0), null, () -> {
		});
		return pair.client();
	}

}
