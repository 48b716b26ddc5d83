package io.realtimeclock.gateway.revocation;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LoginClockTests {

	private static final Duration HOUR = Duration.ofHours(1);

	private Instant own = Instant.now();

	private final LoginClock clock = new LoginClock(() -> this.own);

	@Test
	void isTheGatewaysOwnUntilRedisHasAnswered() {
		assertThat(this.clock.now()).isEqualTo(this.own);
	}

	@Test
	void isTheClockOfRedisOnceItHasAnswered() {
		Instant redis = this.own.minus(HOUR);
		this.clock.adjust(redis);
		assertThat(this.clock.now()).isBetween(redis, redis.plusSeconds(60));
	}

	@Test
	void doesNotChangeWhenTheGatewaysOwnIsSet() {
		Instant redis = this.own;
		this.clock.adjust(redis);
		this.own = this.own.plus(HOUR);
		assertThat(this.clock.now()).isBetween(redis, redis.plusSeconds(60));
	}

}
