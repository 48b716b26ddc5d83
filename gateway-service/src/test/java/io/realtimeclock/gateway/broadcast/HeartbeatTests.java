package io.realtimeclock.gateway.broadcast;

import java.nio.ByteBuffer;
import java.time.InstantSource;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HeartbeatTests {

	private static final long SECOND = 1_000_000_000L;

	private final long start = System.nanoTime();

	private final Client client = new Client(new IdleTransport(), ByteBuffer.allocate(0),
			new BroadcastMeters(new SimpleMeterRegistry(), InstantSource.system()), () -> {
			});

	@Test
	void beginsOnceTheIntervalIsOver() {
		assertThat(this.client.isPingDue(this.start, SECOND)).isFalse();
		assertThat(this.client.isPingDue(this.start + 2 * SECOND, SECOND)).isTrue();
	}

	@Test
	void doesNotBeginAgainBeforeTheAnswer() {
		this.client.isPingDue(this.start + 2 * SECOND, SECOND);
		assertThat(this.client.isPingDue(this.start + 4 * SECOND, SECOND)).isFalse();
		this.client.heard();
		assertThat(this.client.isPingDue(this.start + 4 * SECOND, SECOND)).isTrue();
	}

	@Test
	void isMissedOnlyWhileAnAnswerIsDue() {
		assertThat(this.client.isPongMissed(this.start + 9 * SECOND, SECOND)).isFalse();
		this.client.isPingDue(this.start + 2 * SECOND, SECOND);
		assertThat(this.client.isPongMissed(this.start + 3 * SECOND, SECOND)).isFalse();
		assertThat(this.client.isPongMissed(this.start + 4 * SECOND, SECOND)).isTrue();
		this.client.heard();
		assertThat(this.client.isPongMissed(this.start + 9 * SECOND, SECOND)).isFalse();
	}

}
