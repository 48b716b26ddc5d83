package io.realtimeclock.gateway.revocation;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HistoryTests {

	private final SessionStore.History earlier = history("a", 7, 0);

	@Test
	void continuesWithAHigherCountOfTheSameData() {
		assertThat(history("a", 8, 1).continues(this.earlier)).isTrue();
		assertThat(history("b", 8, 1).continues(this.earlier)).as("it came back empty").isFalse();
		assertThat(history("a", 7, 1).continues(this.earlier)).as("it came back with older data").isFalse();
		assertThat(history("a", 6, 1).continues(this.earlier)).isFalse();
	}

	@Test
	void isShortlyAfterUpToThirtySeconds() {
		assertThat(history("a", 8, 0).isShortlyAfter(this.earlier)).isTrue();
		assertThat(history("a", 8, 30).isShortlyAfter(this.earlier)).isTrue();
		assertThat(history("a", 8, 31).isShortlyAfter(this.earlier)).isFalse();
		assertThat(history("a", 8, -1).isShortlyAfter(this.earlier)).as("its clock was put back").isFalse();
		assertThat(history("b", 8, 1).isShortlyAfter(this.earlier)).isFalse();
	}

	private static SessionStore.History history(String id, long count, long second) {
		return new SessionStore.History(id, count, Instant.EPOCH.plus(Duration.ofSeconds(second)));
	}

}
