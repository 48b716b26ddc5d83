package io.realtimeclock.gateway.broadcast;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HeartbeatTests {

	private static final long SECOND = 1_000_000_000L;

	private final long start = System.nanoTime();

	private final Client.Heartbeat heartbeat = new Client.Heartbeat();

	@Test
	void beginsOnceTheIntervalIsOver() {
		assertThat(this.heartbeat.begins(this.start, SECOND)).isFalse();
		assertThat(this.heartbeat.begins(this.start + 2 * SECOND, SECOND)).isTrue();
	}

	@Test
	void doesNotBeginAnewBeforeTheAnswer() {
		this.heartbeat.begins(this.start + 2 * SECOND, SECOND);
		assertThat(this.heartbeat.begins(this.start + 4 * SECOND, SECOND)).isFalse();
		this.heartbeat.answered();
		assertThat(this.heartbeat.begins(this.start + 4 * SECOND, SECOND)).isTrue();
	}

	@Test
	void isMissedOnlyWhileAnAnswerIsDue() {
		assertThat(this.heartbeat.isMissed(this.start + 9 * SECOND, SECOND)).isFalse();
		this.heartbeat.begins(this.start + 2 * SECOND, SECOND);
		assertThat(this.heartbeat.isMissed(this.start + 3 * SECOND, SECOND)).isFalse();
		assertThat(this.heartbeat.isMissed(this.start + 4 * SECOND, SECOND)).isTrue();
		this.heartbeat.answered();
		assertThat(this.heartbeat.isMissed(this.start + 9 * SECOND, SECOND)).isFalse();
	}

}
