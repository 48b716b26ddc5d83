package io.realtimeclock.gateway.broadcast;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.realtimeclock.gateway.rfc6455.CloseCode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KeepAliveTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private static final long HOUR = Duration.ofHours(1).toNanos();

	private static final String TRY_AGAIN_LATER = "03f5";

	private final long start = System.nanoTime();

	private final Clients clients = new Clients();

	private final AtomicInteger disconnected = new AtomicInteger();

	private final ScriptedTransport transport = new ScriptedTransport();

	private final BroadcastMeters meters = new BroadcastMeters(new SimpleMeterRegistry(), InstantSource.system());

	private final Client client = new Client(this.transport, ByteBuffer.allocate(0), this.meters,
			this.disconnected::incrementAndGet);

	KeepAliveTests() {
		this.clients.add(this.client);
	}

	@Test
	void removesAClientWhoseConnectionIsClosed() {
		KeepAlive keepAlive = keepAlive(HOUR, HOUR, HOUR);
		this.transport.close();
		keepAlive.check(this.start);
		assertThat(this.clients.count()).as("checked twice per second at most").isOne();
		keepAlive.check(in(1));
		assertThat(this.clients.count()).isZero();
		assertThat(this.disconnected).hasValue(1);
	}

	@Test
	void checksTwicePerSecond() {
		KeepAlive keepAlive = keepAlive(HOUR, HOUR, HOUR);
		long first = in(1);
		keepAlive.check(first);
		this.transport.close();
		keepAlive.check(first + Duration.ofMillis(500).toNanos() - 1);
		assertThat(this.clients.count()).isOne();
		keepAlive.check(first + Duration.ofMillis(500).toNanos());
		assertThat(this.clients.count()).isZero();
	}

	@Test
	void pingsAClientAndEvictsItIfItDoesNotAnswer() {
		KeepAlive keepAlive = keepAlive(SECOND, SECOND, HOUR);
		keepAlive.check(in(1));
		assertThat(this.transport.taken()).as("a message may still take the ping along").isEmpty();
		long pinged = in(4);
		keepAlive.check(pinged);
		assertThat(this.transport.taken()).isEqualTo("8900");
		keepAlive.check(pinged + SECOND);
		assertThat(this.transport.taken()).isEmpty();
		keepAlive.check(pinged + 2 * SECOND);
		assertThat(this.transport.taken()).contains(TRY_AGAIN_LATER);
		assertThat(this.transport.isOpen()).as("it may still read why").isTrue();
		assertThat(keepAlive.stalled()).isZero();
		keepAlive.check(in(1800));
		assertThat(this.transport.isOpen()).as("as long as a stalled one").isTrue();
	}

	@Test
	void leavesAClientThatAnswers() {
		KeepAlive keepAlive = keepAlive(SECOND, SECOND, HOUR);
		for (int second = 4; second < 30; second += 4) {
			keepAlive.check(in(second));
			assertThat(this.transport.taken()).isEqualTo("8900");
			this.client.heard();
		}
		assertThat(this.client.isClosing()).isFalse();
	}

	@Test
	void evictsAClientThatStaysStalled() {
		KeepAlive keepAlive = keepAlive(HOUR, HOUR, 10 * SECOND);
		this.transport.blocked(true);
		this.client.ping();
		keepAlive.check(in(5));
		assertThat(this.client.isClosing()).isFalse();
		assertThat(keepAlive.stalled()).isOne();
		keepAlive.check(in(11));
		assertThat(this.client.isClosing()).isTrue();
		assertThat(keepAlive.stalled()).isOne();
		assertThat(keepAlive.evicted()).isZero();
	}

	@Test
	void countsAnEvictedClientNoLongerThoughItMayStillReadWhy() {
		KeepAlive keepAlive = keepAlive(HOUR, HOUR, HOUR);
		this.client.evict("too slow", HOUR);
		keepAlive.check(in(1));
		assertThat(keepAlive.evicted()).isZero();
		for (int second = 3; second < 6; second++) {
			keepAlive.check(in(second));
			assertThat(keepAlive.evicted()).isOne();
			assertThat(this.disconnected).as("its permit is free").hasValue(1);
		}
		assertThat(this.transport.isOpen()).isTrue();
	}

	@Test
	void disconnectsAClientThatDoesNotAnswerTheCloseFrame() {
		KeepAlive keepAlive = keepAlive(HOUR, HOUR, HOUR);
		this.client.close(CloseCode.GOING_AWAY, "");
		keepAlive.check(in(1));
		assertThat(this.transport.isOpen()).isTrue();
		keepAlive.check(in(3));
		assertThat(this.transport.isOpen()).isFalse();
	}

	@Test
	void keepsNoMoreEvictedClientsThanItMay() {
		KeepAlive keepAlive = keepAlive(HOUR, HOUR, HOUR);
		List<Client> others = List.of(client(), client());
		others.forEach(this.clients::add);
		this.client.evict("too slow", HOUR);
		others.get(0).evict("too slow", HOUR);
		keepAlive.check(in(1));
		keepAlive.check(in(3));
		assertThat(keepAlive.evicted()).isEqualTo(2);
		assertThat(this.clients.count(Client::isKnownClosed)).isOne();
		assertThat(others.get(1).isClosing()).as("it was not evicted").isFalse();
	}

	private Client client() {
		return new Client(new ScriptedTransport(), ByteBuffer.allocate(0), this.meters, () -> {
		});
	}

	/** Return a time from now, by which what the test did before has aged. */
	private static long in(int seconds) {
		return System.nanoTime() + seconds * SECOND;
	}

	@Test
	void sendsNoSeparatePingWhileAMessageMayTakeItAlong() {
		assertThat(timeouts(19_000, 2).separatePingNanos()).isEqualTo(Duration.ofMillis(20_750).toNanos());
	}

	@Test
	void leavesAClientOfAFeedInSilenceForTwoPingsAndFiveSecondsAtMost() {
		assertThat(timeouts(19_000, 2).silenceMillis()).isEqualTo(45_000);
	}

	@Test
	void keepsOneEvictedClientForFortyThatAreAdmittedButNeverMany() {
		assertThat(timeouts(4_000, 2).mostEvicted()).isEqualTo(50);
		assertThat(timeouts(19_000, 2).mostEvicted()).isEqualTo(237);
		assertThat(timeouts(100_000, 2).mostEvicted()).isEqualTo(250);
		assertThat(timeouts(10, 2).mostEvicted()).isOne();
	}

	@Test
	void takesItsTimesFromTheSettings() {
		KeepAlive.Timeouts timeouts = KeepAlive.Timeouts
			.of(new KeepAlive.Properties(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3)), 100, 1);
		assertThat(List.of(timeouts.pingNanos(), timeouts.pongNanos(), timeouts.stallNanos()))
			.containsExactly(1_000_000_000L, 2_000_000_000L, 3_000_000_000L);
	}

	private static KeepAlive.Timeouts timeouts(int maxConnections, int loops) {
		Duration time = Duration.ofSeconds(20);
		return KeepAlive.Timeouts.of(new KeepAlive.Properties(time, time, time), maxConnections, loops);
	}

	private KeepAlive keepAlive(long pingNanos, long pongNanos, long stallNanos) {
		return new KeepAlive(this.clients, new KeepAlive.Timeouts(pingNanos, pongNanos, stallNanos, 1));
	}

}
