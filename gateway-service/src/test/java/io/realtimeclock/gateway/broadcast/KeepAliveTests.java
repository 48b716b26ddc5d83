package io.realtimeclock.gateway.broadcast;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.realtimeclock.gateway.rfc6455.CloseCode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class KeepAliveTests {

	private static final long MINUTE = Duration.ofMinutes(1).toNanos();

	private static final String TRY_AGAIN_LATER = "03f5";

	private final Clients clients = new Clients();

	private final AtomicInteger disconnected = new AtomicInteger();

	private final ScriptedTransport transport = new ScriptedTransport();

	private final Client client = new Client(this.transport, ByteBuffer.allocate(0),
			new BroadcastMeters(new SimpleMeterRegistry(), InstantSource.system()), this.disconnected::incrementAndGet);

	KeepAliveTests() {
		this.clients.add(this.client);
	}

	@Test
	void removesAClientWhoseConnectionIsClosed() {
		KeepAlive keepAlive = keepAlive(MINUTE, MINUTE, MINUTE);
		keepAlive.check();
		this.transport.close();
		keepAlive.check();
		assertThat(this.clients.count()).as("checked twice per second at most").isOne();
		await().until(() -> {
			keepAlive.check();
			return this.clients.count() == 0;
		});
		assertThat(this.disconnected).hasValue(1);
	}

	@Test
	void pingsAClientAndEvictsItIfItDoesNotAnswer() {
		KeepAlive keepAlive = keepAlive(1, 1, MINUTE);
		await().until(() -> {
			keepAlive.check();
			return this.transport.taken().equals("8900");
		});
		await().until(() -> {
			keepAlive.check();
			return this.transport.taken().contains(TRY_AGAIN_LATER);
		});
		assertThat(this.transport.isOpen()).as("it may still read why").isTrue();
		assertThat(keepAlive.stalled()).isZero();
	}

	@Test
	void leavesAClientThatAnswers() {
		KeepAlive keepAlive = keepAlive(1, 1, MINUTE);
		AtomicInteger pings = new AtomicInteger();
		await().until(() -> {
			keepAlive.check();
			if (this.transport.taken().equals("8900")) {
				this.client.heard();
				pings.incrementAndGet();
			}
			return pings.get() == 2;
		});
		assertThat(this.client.isClosing()).isFalse();
	}

	@Test
	void evictsAClientThatStaysStalled() {
		KeepAlive keepAlive = keepAlive(MINUTE, MINUTE, 1);
		this.transport.blocked(true);
		this.client.ping();
		await().until(() -> {
			keepAlive.check();
			return this.client.isClosing();
		});
		assertThat(keepAlive.stalled()).isOne();
		assertThat(keepAlive.evicted()).isZero();
	}

	@Test
	void countsAnEvictedClientNoLongerThoughItMayStillReadWhy() {
		KeepAlive keepAlive = keepAlive(MINUTE, MINUTE, MINUTE);
		this.client.evict("too slow", MINUTE);
		await().until(() -> {
			keepAlive.check();
			return keepAlive.evicted() == 1;
		});
		assertThat(this.disconnected).as("its permit is free").hasValue(1);
		assertThat(this.transport.isOpen()).isTrue();
	}

	@Test
	void disconnectsAClientThatDoesNotAnswerTheCloseFrame() {
		KeepAlive keepAlive = keepAlive(MINUTE, MINUTE, MINUTE);
		this.client.close(CloseCode.GOING_AWAY, "");
		await().pollDelay(Duration.ofMillis(600)).until(() -> {
			keepAlive.check();
			return true;
		});
		assertThat(this.transport.isOpen()).isTrue();
		await().until(() -> {
			keepAlive.check();
			return !this.transport.isOpen();
		});
	}

	private KeepAlive keepAlive(long pingNanos, long pongNanos, long stallNanos) {
		return new KeepAlive(this.clients, new KeepAlive.Timeouts(pingNanos, pongNanos, stallNanos, 1));
	}

}
