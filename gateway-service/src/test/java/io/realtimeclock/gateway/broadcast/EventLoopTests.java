package io.realtimeclock.gateway.broadcast;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.realtimeclock.health.Supervisor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(OutputCaptureExtension.class)
class EventLoopTests {

	// Its thread is looked for, and gateways of other tests have loops, too
	private static final String NAME = "event-loop-tests";

	private static final KeepAlive.Timeouts TIMEOUTS = new KeepAlive.Timeouts(Duration.ofMinutes(1).toNanos(),
			Duration.ofMinutes(1).toNanos(), Duration.ofMinutes(1).toNanos(), 500);

	private final AtomicLong now = new AtomicLong();

	private final Supervisor supervisor = new Supervisor(this.now::get);

	private final AtomicInteger disconnected = new AtomicInteger();

	private InstantSource clock = InstantSource.system();

	private final BroadcastMeters meters = new BroadcastMeters(new SimpleMeterRegistry(), () -> this.clock.instant());

	private final EventLoop loop = new EventLoop(NAME, TIMEOUTS, this.meters, this.supervisor);

	@AfterEach
	void stop() {
		this.loop.stop();
	}

	@ParameterizedTest
	@MethodSource
	void aFaultOfOneClientEndsThatClientAlone(Throwable fault) throws IOException {
		this.loop.start();
		try (Socket first = connect(); Socket last = connectAround(new FaultyTransport(fault))) {
			await().until(() -> this.loop.count() == 3);
			this.loop.offer(tick(1));
			assertThat(read(first)).isEqualTo("tick1");
			assertThat(read(last)).isEqualTo("tick1");
			this.loop.offer(tick(2));
			assertThat(read(first)).isEqualTo("tick2");
			assertThat(read(last)).isEqualTo("tick2");
			await().until(() -> this.disconnected.get() == 1);
		}
		assertThat(this.supervisor.health().getStatus()).isEqualTo(Status.UP);
	}

	static Stream<Throwable> aFaultOfOneClientEndsThatClientAlone() {
		return Stream.of(new IllegalStateException("a fault"), new OutOfMemoryError("of one client"),
				new StackOverflowError(), new NoClassDefFoundError("io/realtimeclock/Absent"));
	}

	@Test
	void aFaultOfTheLoopDisconnectsItsClientsAndIsNotSilent(CapturedOutput output) throws IOException {
		this.clock = () -> {
			throw new StackOverflowError("of the loop");
		};
		this.loop.start();
		try (Socket client = connect()) {
			this.loop.offer(tick(1));
			assertThat(read(client)).isEqualTo("tick1");
			assertThat(client.getInputStream().read()).isEqualTo(-1);
		}
		await().until(() -> this.supervisor.health().getStatus().equals(Status.DOWN));
		assertThat(this.supervisor.health().getDetails()).containsEntry(NAME,
				"has ended: java.lang.StackOverflowError: of the loop");
		assertThat(output).containsOnlyOnce("Not alive: " + NAME + " has ended");
		await().until(() -> this.disconnected.get() == 1);
		assertThat(this.loop.count()).isZero();
		assertThat(this.loop.isRunning()).isFalse();
	}

	@Test
	void disconnectsAClientThatComesAfterTheLoopHasEnded() throws IOException {
		this.loop.start();
		this.loop.stop();
		try (Socket client = connect()) {
			assertThat(client.getInputStream().read()).isEqualTo(-1);
		}
		assertThat(this.disconnected).hasPositiveValue();
	}

	@Test
	void disconnectsAClientThatComesWhileTheLoopIsStopped() throws IOException, InterruptedException {
		BlockingTransport blocking = new BlockingTransport();
		this.loop.start();
		this.loop.add(client(blocking));
		await().until(() -> this.loop.count() == 1);
		this.loop.offer(tick(1));
		blocking.entered.await();
		try (Socket client = connect()) {
			this.loop.stop();
			blocking.left.countDown();
			client.setSoTimeout(5_000);
			assertThat(client.getInputStream().readAllBytes()).hasSizeLessThanOrEqualTo(2 + "tick1".length());
		}
		await().until(() -> this.disconnected.get() == 2);
	}

	@Test
	void broadcastsWhileATaskQueuesItselfAgain() throws IOException {
		this.loop.start();
		this.loop.offer(tick(1));
		try (Socket client = connect()) {
			assertThat(read(client)).isEqualTo("tick1");
			queueAgain();
			this.loop.offer(tick(2));
			assertThat(read(client)).isEqualTo("tick2");
			this.loop.offer(tick(3));
			assertThat(read(client)).isEqualTo("tick3");
		}
	}

	private void queueAgain() {
		if (this.loop.isRunning()) {
			this.loop.execute(this::queueAgain);
		}
	}

	@Test
	void isAliveWhileItRunsAndNotMissedOnceItIsStopped() {
		this.loop.start();
		for (int step = 0; step < 15; step++) {
			CountDownLatch ran = new CountDownLatch(1);
			this.loop.execute(ran::countDown);
			await().pollInterval(Duration.ofMillis(5)).until(() -> ran.getCount() == 0);
			assertThat(statusAfterTwoSeconds()).isEqualTo(Status.UP);
		}
		this.loop.stop();
		await().until(() -> Thread.getAllStackTraces()
			.keySet()
			.stream()
			.noneMatch((thread) -> thread.getName().equals(NAME)));
		for (int step = 0; step < 15; step++) {
			assertThat(statusAfterTwoSeconds()).isEqualTo(Status.UP);
		}
	}

	private Status statusAfterTwoSeconds() {
		this.now.addAndGet(Duration.ofSeconds(2).toNanos());
		return this.supervisor.health().getStatus();
	}

	private Socket connectAround(Transport faulty) throws IOException {
		this.loop.add(client(faulty));
		return connect();
	}

	private Socket connect() throws IOException {
		SocketPair pair = SocketPair.connect();
		this.loop.add(client(new PlainTransport(pair.server(), pair.server())));
		return pair.client();
	}

	private Client client(Transport transport) {
		return new Client(transport, ByteBuffer.allocate(0), this.meters, this.disconnected::incrementAndGet);
	}

	private static Frame tick(long order) {
		byte[] text = ("tick" + order).getBytes(StandardCharsets.US_ASCII);
		Frame old = Frame.of(order, text, null);
		return Frame.of(order, text,
				new Frame.Lifetime(Instant.now(), System.nanoTime() + Duration.ofMinutes(1).toNanos(), old));
	}

	private static String read(Socket client) throws IOException {
		byte[] frame = client.getInputStream().readNBytes(2 + "tick1".length());
		return new String(frame, 2, frame.length - 2, StandardCharsets.US_ASCII);
	}

	/** Blocks the event loop's thread until the test releases it. */
	private static final class BlockingTransport extends IdleTransport {

		private final CountDownLatch entered = new CountDownLatch(1);

		private final CountDownLatch left = new CountDownLatch(1);

		@Override
		public boolean write(ByteBuffer bytes) {
			this.entered.countDown();
			try {
				this.left.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			bytes.position(bytes.limit());
			return true;
		}

	}

	/**
	 * Can't be written to, for a reason that nobody expects.
	 */
	private static final class FaultyTransport extends IdleTransport {

		private final Throwable fault;

		FaultyTransport(Throwable fault) {
			this.fault = fault;
		}

		@Override
		public boolean write(ByteBuffer bytes) {
			if (this.fault instanceof Error error) {
				throw error;
			}
			throw (RuntimeException) this.fault;
		}

	}

}
