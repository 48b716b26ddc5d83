package io.realtimeclock.gateway.handshake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import io.realtimeclock.gateway.RunningGateway;
import io.realtimeclock.gateway.Source;
import io.realtimeclock.gateway.WebSocketClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GreetingRaceTests extends RunningGateway {

	@Test
	void noClientSeesATickTwiceOrAnOlderOneHoweverItConnects() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		AtomicBoolean stopped = new AtomicBoolean();
		CompletableFuture<Void> publisher = CompletableFuture.runAsync(() -> {
			while (!stopped.get()) {
				Source.tick();
			}
		});
		try {
			for (int round = 0; round < 25; round++) {
				List<WebSocketClient> clients = new ArrayList<>();
				for (int i = 0; i < 6; i++) {
					LockSupport.parkNanos(random.nextLong(Duration.ofMillis(3).toNanos()));
					clients.add(WebSocketClient.connect(port()));
				}
				for (WebSocketClient client : clients) {
					List<Long> seen = new ArrayList<>();
					for (int frame = 0; frame < 3; frame++) {
						seen.add(WebSocketClient.sequence(client.text()));
					}
					assertThat(seen).as("seed %d", seed).isSorted().doesNotHaveDuplicates();
					client.close();
				}
			}
		}
		finally {
			stopped.set(true);
			publisher.join();
		}
	}

}
