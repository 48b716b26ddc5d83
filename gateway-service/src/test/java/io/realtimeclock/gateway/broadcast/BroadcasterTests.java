package io.realtimeclock.gateway.broadcast;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.gateway.broadcast.Broadcaster.ClientHandle;
import io.realtimeclock.gateway.rfc6455.CloseCode;
import io.realtimeclock.health.Supervisor;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class BroadcasterTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final Supervisor supervisor = new Supervisor();

	private final AtomicInteger faults = new AtomicInteger();

	private final AtomicInteger disconnected = new AtomicInteger();

	private final InstantSource clock = () -> {
		if (this.faults.getAndDecrement() > 0) {
			throw new StackOverflowError("of one event loop");
		}
		return Instant.now();
	};

	private final Broadcaster broadcaster = new Broadcaster(new BroadcastMeters(this.meters, this.clock),
			new KeepAlive.Properties(MINUTE, MINUTE, MINUTE), new GatewayProperties("one", 100, 100, MINUTE, List.of()),
			this.supervisor);

	private final List<Socket> sockets = new ArrayList<>();

	private final List<ClientHandle> handles = new ArrayList<>();

	@AfterEach
	void stop() throws IOException {
		this.broadcaster.stop();
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

	@Test
	void sendsEachMessageToEachClientInOrder() throws IOException {
		this.broadcaster.start();
		join(4);
		this.broadcaster.publish(ascii("tick1"), ascii("old-1"), Instant.now(), MINUTE);
		assertThatEachReads("tick1");
		this.broadcaster.publish(ascii("quiet"));
		assertThatEachReads("quiet");
		this.broadcaster.publish(ascii("tick2"), ascii("old-2"), Instant.now(), MINUTE);
		assertThatEachReads("tick2");
		join(1);
		assertThatEachReads("tick2", this.sockets.subList(4, 5));
	}

	@Test
	void sendsTheStaleMessageOnceTheMessageHasExpired() throws IOException {
		this.broadcaster.start();
		this.broadcaster.publish(ascii("tick1"), ascii("old-1"), Instant.now(), Duration.ofNanos(-1));
		join(2);
		assertThatEachReads("old-1");
		this.broadcaster.publish(ascii("tick2"), ascii("old-2"), Instant.now(), MINUTE);
		assertThatEachReads("tick2");
	}

	@Test
	void countsClientsAndEndsThemWhenItStops() throws IOException {
		assertThat(this.broadcaster.isRunning()).isFalse();
		this.broadcaster.start();
		assertThat(this.broadcaster.isRunning()).isTrue();
		join(3);
		await().until(() -> connections() == 3 && this.broadcaster.count() == 3);
		assertThat(this.meters.get("gateway.connections.stalled").gauge().value()).isZero();
		this.broadcaster.stop();
		assertThat(this.broadcaster.isRunning()).isFalse();
		for (Socket socket : this.sockets) {
			assertThat(socket.getInputStream().read()).isEqualTo(-1);
		}
		await().until(() -> this.disconnected.get() >= 3);
	}

	@Test
	void stopsAfterTheDrainAndBeforeTheLeaseEnds() {
		Drain drain = new Drain(this.broadcaster, new Drain.Properties(Duration.ZERO, Duration.ZERO), (event) -> {
		});
		assertThat(this.broadcaster.getPhase()).isLessThan(drain.getPhase()).isGreaterThan(1);
	}

	@Test
	void closesOneClientWithAReason() throws IOException {
		this.broadcaster.start();
		join(2);
		this.handles.get(1).close(CloseCode.LOGIN_ENDED, "logout");
		assertThat(this.sockets.get(1).getInputStream().readNBytes(10))
			.startsWith((byte) 0x88, (byte) 8, (byte) 0x03, (byte) 0xF0)
			.endsWith(ascii("logout"));
		this.broadcaster.publish(ascii("tick1"));
		assertThatEachReads("tick1", this.sockets.subList(0, 1));
	}

	@Test
	void forgetsAClientThatIsDisconnected() throws IOException {
		this.broadcaster.start();
		join(2);
		await().until(() -> this.broadcaster.count() == 2);
		this.handles.get(0).disconnected();
		await().until(() -> this.broadcaster.count() == 1 && this.disconnected.get() == 1);
	}

	@Test
	void closesClientsUntilOnlyAPartIsLeft() throws IOException {
		this.broadcaster.start();
		join(8);
		await().until(() -> this.broadcaster.count() == 8);
		this.broadcaster.closeAllBut(1, Client::disconnect);
		this.broadcaster.closeAllBut(0.5, Client::disconnect);
		await().during(Duration.ofMillis(300)).until(() -> open() == 4);
		this.broadcaster.closeAllBut(0, Client::disconnect);
		await().until(() -> open() == 0);
	}

	@Test
	void doesSomethingToThoseThatAreThereAndThoseThatCome() throws IOException {
		this.broadcaster.start();
		join(2);
		await().until(() -> this.broadcaster.count() == 2);
		this.broadcaster.forEachFromNowOn(Client::disconnect);
		await().until(() -> open() == 0);
		join(2);
		await().until(() -> open() == 0);
	}

	@Test
	void countsClientsThatCannotBeWrittenTo() throws IOException {
		this.broadcaster.start();
		SocketPair pair = SocketPair.connect();
		this.sockets.add(pair.client());
		var unused = this.broadcaster.join(pair.server(), new ByteArrayEndPoint(new byte[0], 4), ByteBuffer.allocate(0),
				null, this.disconnected::incrementAndGet);
		this.broadcaster.publish(ascii("tick1"));
		await().until(() -> this.meters.get("gateway.connections.stalled").gauge().value() == 1);
	}

	@Test
	void givesNewClientsToTheEventLoopsThatRun() throws IOException {
		this.broadcaster.start();
		this.faults.set(1);
		this.broadcaster.publish(ascii("tick1"), ascii("old-1"), Instant.now(), MINUTE);
		await().until(() -> this.supervisor.health().getStatus().equals(Status.DOWN));
		if (Runtime.getRuntime().availableProcessors() > 1) {
			join(4);
			assertThatEachReads("tick1");
			await().until(() -> this.broadcaster.count() == 4);
		}
	}

	private long open() {
		return this.sockets.stream().filter((socket) -> {
			try {
				socket.setSoTimeout(1);
				return socket.getInputStream().read() >= 0;
			}
			catch (IOException ex) {
				return ex instanceof SocketTimeoutException;
			}
		}).count();
	}

	private void join(int number) throws IOException {
		for (int i = 0; i < number; i++) {
			SocketPair pair = SocketPair.connect();
			this.sockets.add(pair.client());
			this.handles.add(this.broadcaster.join(pair.server(), pair.endPoint(), ByteBuffer.allocate(0), null,
					this.disconnected::incrementAndGet));
		}
	}

	private void assertThatEachReads(String message) throws IOException {
		assertThatEachReads(message, this.sockets);
	}

	private static void assertThatEachReads(String message, List<Socket> sockets) throws IOException {
		for (Socket socket : sockets) {
			byte[] frame = socket.getInputStream().readNBytes(2 + message.length());
			assertThat(frame).startsWith(0x81, message.length()).endsWith(ascii(message));
		}
	}

	private double connections() {
		return this.meters.get("gateway.connections").gauge().value();
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
