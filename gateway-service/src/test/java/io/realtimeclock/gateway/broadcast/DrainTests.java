package io.realtimeclock.gateway.broadcast;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.realtimeclock.gateway.FeedGateway;
import io.realtimeclock.gateway.FeedTopicSource;
import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.OtherGateway;
import io.realtimeclock.gateway.Source;
import io.realtimeclock.gateway.WebSocketClient;
import io.realtimeclock.testsupport.RawSocket;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class DrainTests {

	private static final int GOING_AWAY = 1001;

	@Test
	void sendsItsClientsAwayInTurnsAndTicksUntilThen() {
		OtherGateway gateway = OtherGateway.start("gateway.replica=drained", "gateway.drain-window=2s");
		assertLeaveInTurns(Stream.generate(() -> Leaving.from(gateway)).limit(8).toList(), gateway, Source::tick);
	}

	@Test
	void sendsTheClientsOfAFeedAwayInTurnsAndValuesUntilThen() {
		FeedTopicSource topic = FeedTopicSource.create(1);
		FeedGateway gateway = FeedGateway.start(topic, "gateway.drain-window=2s");
		List<Leaving> clients = Stream.generate(() -> Leaving.of(gateway.connectUpToDate("?key=a"))).limit(8).toList();
		assertLeaveInTurns(clients, gateway, () -> topic.put("a", "1"));
	}

	private static void assertLeaveInTurns(List<Leaving> clients, AutoCloseable gateway, Runnable publish) {
		CompletableFuture<Void> stop = CompletableFuture.runAsync(() -> close(gateway));
		await().atMost(Duration.ofSeconds(10)).until(() -> {
			publish.run();
			return clients.stream().allMatch(Leaving::isOver);
		});
		stop.join();
		assertThat(clients).allSatisfy((client) -> {
			assertThat(client.code()).isEqualTo(GOING_AWAY);
			assertThat(client.reason()).matches("retry-after=0\\.[0-5]\\d");
		});
		List<Long> ends = clients.stream().map(Leaving::end).sorted().toList();
		assertThat(Duration.ofNanos(ends.get(ends.size() - 1) - ends.get(0)))
			.as("from the first close frame to the last")
			.isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3));
		Leaving last = clients.stream().max((one, other) -> Long.compare(one.end(), other.end())).orElseThrow();
		assertThat(last.messages()).as("messages to the client that leaves last").isGreaterThan(3);
	}

	private static void close(AutoCloseable gateway) {
		try {
			gateway.close();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void isUnreadyFirstAndRefusesClientsOnlyAfterTheDelay() {
		OtherGateway gateway = OtherGateway.start("gateway.replica=delayed", "gateway.drain-delay=1s",
				"gateway.drain-window=1s");
		Leaving resident = Leaving.from(gateway);
		gateway.awaitReady();
		CompletableFuture<Void> stop = CompletableFuture.runAsync(gateway::close);
		await().atMost(Duration.ofSeconds(1)).until(() -> gateway.readiness() == 503);
		try (WebSocketClient late = shakeHands(gateway)) {
			assertThat(late.answer()).startsWith("HTTP/1.1 101 ");
		}
		await().atMost(Duration.ofSeconds(2)).untilAsserted(() -> {
			try (WebSocketClient refused = shakeHands(gateway)) {
				assertThat(refused.answer()).startsWith("HTTP/1.1 503 ")
					.containsPattern("(?i)\r\nRetry-After: \\d+\r\n");
			}
		});
		stop.join();
		assertThat(resident.code()).isEqualTo(GOING_AWAY);
	}

	private static WebSocketClient shakeHands(OtherGateway gateway) {
		return WebSocketClient.shakeHands(gateway.port(), "Authorization: " + Http.basic("demo"));
	}

	/**
	 * A client that reads until it receives a close frame.
	 */
	private static final class Leaving {

		private final CompletableFuture<RawSocket.Frame> last = new CompletableFuture<RawSocket.Frame>().orTimeout(30,
				TimeUnit.SECONDS);

		private volatile int messages;

		private volatile long end;

		static Leaving from(OtherGateway gateway) {
			return of(WebSocketClient.connect(gateway.port()));
		}

		static Leaving of(WebSocketClient client) {
			Leaving leaving = new Leaving();
			Thread reader = new Thread(() -> leaving.read(client));
			reader.setDaemon(true);
			reader.start();
			return leaving;
		}

		@SuppressWarnings("NonAtomicVolatileUpdate") // only this thread writes
		private void read(WebSocketClient client) {
			try (client) {
				RawSocket.Frame frame = client.read();
				while (frame != null && frame.head() != 0x88) {
					this.messages++;
					frame = client.read();
				}
				this.end = System.nanoTime();
				if (frame != null) {
					this.last.complete(frame);
					client.send(0x88, new byte[] { 0x03, (byte) 0xE9 });
				}
			}
		}

		boolean isOver() {
			return this.last.isDone();
		}

		int code() {
			return this.last.join().status();
		}

		String reason() {
			return this.last.join().text().substring(2);
		}

		int messages() {
			return this.messages;
		}

		long end() {
			return this.end;
		}

	}

}
