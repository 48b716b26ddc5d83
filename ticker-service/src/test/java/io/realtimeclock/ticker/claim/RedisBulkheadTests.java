package io.realtimeclock.ticker.claim;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.realtimeclock.redis.RedisUnavailableException;
import io.realtimeclock.ticker.claim.SlotClaims.RedisBulkhead;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class RedisBulkheadTests {

	private static final Duration LIMIT = Duration.ofMillis(100);

	private final RedisBulkhead bulkhead = new RedisBulkhead();

	@AfterEach
	void stop() {
		this.bulkhead.destroy();
	}

	@Test
	void returnsTheAnswer() {
		assertThat(this.bulkhead.<String>call(() -> "answer", Duration.ofSeconds(10))).isEqualTo("answer");
	}

	@Test
	void refusesACallWhileAnotherHangsAndNeverRunsItLater() {
		CountDownLatch answers = new CountDownLatch(1);
		AtomicInteger late = new AtomicInteger();
		assertUnavailable(() -> this.bulkhead.call(() -> {
			answers.await();
			return 0;
		}, LIMIT), "no answer within 100 ms");
		assertUnavailable(() -> this.bulkhead.call(late::incrementAndGet, LIMIT), "no answer within 100 ms");
		answers.countDown();
		await().ignoreExceptions().until(() -> this.bulkhead.<Integer>call(() -> 1, LIMIT) == 1);
		assertThat(late).hasValue(0);
	}

	@Test
	void saysWhyRedisIsUnavailable() {
		assertUnavailable(() -> this.bulkhead.call(() -> {
			throw new RedisUnavailableException("frozen", null);
		}, Duration.ofSeconds(10)), "frozen");
	}

	@Test
	void namesAFailureThatNobodyExpects() {
		assertUnavailable(() -> this.bulkhead.call(() -> {
			throw new IllegalStateException("a fault");
		}, Duration.ofSeconds(10)), "java.lang.IllegalStateException: a fault");
	}

	@Test
	void keepsTheInterruptOfItsCaller() {
		CountDownLatch never = new CountDownLatch(1);
		Thread.currentThread().interrupt();
		assertUnavailable(() -> this.bulkhead.call(() -> {
			never.await();
			return 0;
		}, Duration.ofSeconds(10)), "interrupted");
		assertThat(Thread.interrupted()).isTrue();
	}

	private static void assertUnavailable(Runnable call, String reason) {
		assertThatExceptionOfType(RedisUnavailableException.class).isThrownBy(call::run).withMessage(reason);
	}

}
