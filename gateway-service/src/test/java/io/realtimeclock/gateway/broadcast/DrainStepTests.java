package io.realtimeclock.gateway.broadcast;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.health.Supervisor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The steps of a drain, without the rest of a gateway.
 */
@ExtendWith(OutputCaptureExtension.class)
class DrainStepTests {

	private final Broadcaster broadcaster = new Broadcaster(
			new BroadcastMeters(new SimpleMeterRegistry(), InstantSource.system()),
			new KeepAlive.Properties(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1)),
			new GatewayProperties("stops", 100, 100, Duration.ofHours(1), List.of()), new Supervisor());

	private final List<String> events = new ArrayList<>();

	@AfterEach
	void stop() {
		this.broadcaster.stop();
	}

	@Test
	void refusesClientsUntilTheGatewayHasStarted() {
		Drain drain = drain(Duration.ZERO, Duration.ZERO);
		assertThat(drain.isDraining()).isTrue();
		assertThat(drain.isRunning()).isFalse();
		drain.start();
		assertThat(drain.isDraining()).isFalse();
		assertThat(drain.isRunning()).isTrue();
	}

	@Test
	void isUnreadyForTheDelayBeforeItRefusesClients() {
		Drain drain = drain(Duration.ofMillis(300), Duration.ZERO);
		drain.start();
		long begin = System.nanoTime();
		drain.stop();
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(Duration.ofMillis(300),
				Duration.ofMillis(1500));
		assertThat(this.events).containsExactly("REFUSING_TRAFFIC, accepts clients");
		assertThat(drain.isDraining()).isTrue();
	}

	@Test
	void closesItsClientsOneAfterTheOtherWithinTheWindow(CapturedOutput output) throws IOException {
		this.broadcaster.start();
		List<Leaving> clients = join(4);
		Drain drain = drain(Duration.ZERO, Duration.ofSeconds(1));
		drain.start();
		long begin = System.nanoTime();
		drain.stop();
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).as("as soon as all clients have left")
			.isLessThan(Duration.ofMillis(2500));
		List<Duration> ends = clients.stream().map((client) -> Duration.ofNanos(client.end - begin)).sorted().toList();
		assertThat(ends.get(0)).isLessThan(Duration.ofMillis(600));
		assertThat(ends.get(3)).isBetween(Duration.ofMillis(600), Duration.ofMillis(1500));
		assertThat(clients).allSatisfy((client) -> assertThat(client.reason).matches("retry-after=0\\.[0-5]\\d"));
		assertThat(output).contains("Sending 4 clients to other replicas within 1 s");
	}

	@Test
	void asksClientsToComeBackAtOnceIfItHasNoTime() throws IOException {
		this.broadcaster.start();
		List<Leaving> clients = join(4);
		Drain drain = drain(Duration.ZERO, Duration.ZERO);
		drain.start();
		drain.stop();
		assertThat(clients).extracting((client) -> client.reason).containsOnly("retry-after=0.00");
	}

	@Test
	void waitsTwoSecondsForClientsThatDoNotAnswer() throws IOException {
		this.broadcaster.start();
		SocketPair pair = join();
		await().until(() -> this.broadcaster.count() == 1);
		Drain drain = drain(Duration.ZERO, Duration.ofMillis(100));
		drain.start();
		long begin = System.nanoTime();
		drain.stop();
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(Duration.ofMillis(1500),
				Duration.ofMillis(3000));
		pair.client().close();
	}

	@Test
	void saysNothingOfClientsIfThereAreNone(CapturedOutput output) {
		Drain drain = drain(Duration.ZERO, Duration.ofMinutes(1));
		drain.start();
		long begin = System.nanoTime();
		drain.stop();
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
		assertThat(output.toString()).doesNotContain("Sending");
	}

	private Drain drain(Duration delay, Duration window) {
		Drain[] drain = new Drain[1];
		drain[0] = new Drain(this.broadcaster, new Drain.Properties(delay, window), (event) -> {
			ReadinessState state = (ReadinessState) ((AvailabilityChangeEvent<?>) event).getState();
			this.events.add(state + (drain[0].isDraining() ? ", refuses clients" : ", accepts clients"));
		});
		return drain[0];
	}

	private List<Leaving> join(int number) throws IOException {
		List<Leaving> clients = new ArrayList<>();
		for (int i = 0; i < number; i++) {
			Leaving client = new Leaving(join().client());
			client.start();
			clients.add(client);
		}
		await().until(() -> this.broadcaster.count() == number);
		return clients;
	}

	private SocketPair join() throws IOException {
		SocketPair pair = SocketPair.connect();
		this.broadcaster.join(pair.server(), pair.endPoint(), ByteBuffer.allocate(0), null, () -> {
		});
		return pair;
	}

	/** Reads a close frame with a reason of 16 characters, then disconnects. */
	private static final class Leaving extends Thread {

		private final Socket socket;

		private volatile String reason = "";

		private volatile long end;

		Leaving(Socket socket) {
			this.socket = socket;
			setDaemon(true);
		}

		@Override
		public void run() {
			try (this.socket) {
				byte[] frame = this.socket.getInputStream().readNBytes(4 + "retry-after=0.00".length());
				this.end = System.nanoTime();
				this.reason = new String(frame, 4, frame.length - 4, StandardCharsets.US_ASCII);
			}
			catch (IOException ex) {
				this.reason = ex.toString();
			}
		}

	}

}
