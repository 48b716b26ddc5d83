package io.realtimeclock.gateway.broadcast;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.micrometer.core.instrument.MeterRegistry;
import io.realtimeclock.gateway.RunningGateway;
import io.realtimeclock.gateway.Source;
import io.realtimeclock.gateway.WebSocketClient;
import io.realtimeclock.tick.Tick;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Clients that go when it suits them least, beside one that must not notice.
 */
class RudeClientTests extends RunningGateway {

	@Autowired
	private MeterRegistry meters;

	@BeforeEach
	void awaitSilence() {
		await().atMost(Duration.ofSeconds(20)).until(() -> connections() == 0);
	}

	@Test
	void aClientThatVanishesWhileAFrameIsHalfWrittenDisturbsNobody() {
		try (WebSocketClient reader = connect()) {
			for (int i = 0; i < 5; i++) {
				WebSocketClient stalled = WebSocketClient.connect(port(), 1024);
				await().atMost(Duration.ofSeconds(5)).until(() -> connections() == 2);
				// Pongs that it never reads fill its buffers
				for (int ping = 0; ping < 300; ping++) {
					stalled.trySend(0x89, new byte[125]);
				}
				stalled.vanish();
				tick(reader);
				await().atMost(Duration.ofSeconds(10)).until(() -> connections() == 1);
			}
			assertThat(receivesEveryTick(reader)).isTrue();
		}
	}

	@Test
	void clientsThatCloseAtTheMomentOfATickDisturbNobody() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		try (WebSocketClient reader = connect()) {
			for (int round = 0; round < 20; round++) {
				List<WebSocketClient> clients = new ArrayList<>();
				for (int i = 0; i < 5; i++) {
					clients.add(WebSocketClient.connect(port()));
				}
				Tick tick = Source.tick();
				for (WebSocketClient client : clients) {
					switch (random.nextInt(3)) {
						case 0 -> client.trySend(0x88, new byte[] { 3, (byte) 0xE8 });
						case 1 -> client.vanish();
						default -> client.close();
					}
				}
				assertThat(WebSocketClient.sequence(reader.text())).as("seed %d", seed).isEqualTo(tick.sequence());
				clients.forEach(WebSocketClient::close);
			}
			await().atMost(Duration.ofSeconds(10)).until(() -> connections() == 1);
		}
	}

	private static boolean receivesEveryTick(WebSocketClient reader) {
		for (int i = 0; i < 10; i++) {
			Tick tick = Source.tick();
			if (WebSocketClient.sequence(reader.text()) != tick.sequence()) {
				return false;
			}
		}
		return true;
	}

	private double connections() {
		return this.meters.get("gateway.connections").gauge().value();
	}

}
