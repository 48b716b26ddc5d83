package io.realtimeclock.ticker.claim;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.LongStream;

import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.testsupport.RedisServer;
import io.realtimeclock.tick.Tick;
import io.realtimeclock.ticker.TickerProperties;
import io.realtimeclock.ticker.claim.SlotClaims.ClaimOutcome;
import io.realtimeclock.ticker.claim.SlotClaims.RedisBulkhead;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisClientConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Measures a won claim after half a second of silence, in turns: Lettuce and its thread
 * as in the service, and Jedis on the thread of the slots. Its name keeps it out of the
 * build: {@code -Dtest=ClaimLatency} runs it.
 */
class ClaimLatency {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private static final int TURNS = Integer.getInteger("turns", 3);

	private static final int CLAIMS = 80;

	private static final int WARM_UPS = 500;

	private static final ClockProperties CLOCK = new ClockProperties(Duration.ofMillis(500), null);

	private static final TickerProperties TICKER = new TickerProperties(Duration.ofMillis(100), 4,
			new TickerProperties.Topic((short) 1, Duration.ofMinutes(10)));

	@Test
	@SuppressWarnings("SystemOut") // its result
	void isMeasuredWithBothClients() {
		try (RedisServer server = RedisServer.start(); RedisClient lettuce = new RedisClient(server.port(), LIMIT)) {
			JedisConnectionFactory jedis = new JedisConnectionFactory(
					new RedisStandaloneConfiguration("127.0.0.1", server.port()),
					JedisClientConfiguration.builder().readTimeout(LIMIT).connectTimeout(LIMIT).usePooling().build());
			jedis.afterPropertiesSet();
			jedis.start();
			RedisBulkhead bulkhead = new RedisBulkhead();
			ClaimScript first = new ClaimScript(lettuce.template(), lettuce.gate(), CLOCK, TICKER);
			ClaimScript second = new ClaimScript(new StringRedisTemplate(jedis), lettuce.gate(), CLOCK, TICKER);
			Map<String, Function<Tick, ClaimScript.Claim>> ways = new LinkedHashMap<>();
			ways.put("Lettuce and its thread", (tick) -> bulkhead.call(() -> first.claim(tick), LIMIT));
			ways.put("Jedis on the thread of the slots", second::claim);
			bulkhead.call(() -> warmUp(first), LIMIT);
			warmUp(second);
			Map<String, LongStream.Builder> nanos = new LinkedHashMap<>();
			for (int turn = 0; turn < TURNS; turn++) {
				ways.forEach((name, way) -> {
					LongStream.Builder times = nanos.computeIfAbsent(name, (any) -> LongStream.builder());
					for (int i = 0; i < CLAIMS; i++) {
						times.add(claim(way));
					}
				});
			}
			nanos.forEach((name, times) -> System.out.println(name + ": " + summary(times.build().toArray())));
			bulkhead.destroy();
			jedis.destroy();
		}
	}

	private static int warmUp(ClaimScript script) {
		for (int i = 0; i < WARM_UPS; i++) {
			script.warmUp();
		}
		return WARM_UPS;
	}

	private static long claim(Function<Tick, ClaimScript.Claim> way) {
		Tick slot = CLOCK.grid().next(CLOCK.grid().at(Instant.now()));
		while (Instant.now().isBefore(slot.instant())) {
			LockSupport.parkNanos(Duration.between(Instant.now(), slot.instant()).toNanos());
		}
		long start = System.nanoTime();
		ClaimOutcome outcome = way.apply(slot).outcome();
		long time = System.nanoTime() - start;
		assertThat(outcome).isEqualTo(ClaimOutcome.WON);
		return time;
	}

	private static String summary(long[] nanos) {
		Arrays.sort(nanos);
		long mean = LongStream.of(nanos).sum() / nanos.length;
		return nanos.length + " claims, mean " + mean / 1000 + " us, median " + nanos[nanos.length / 2] / 1000
				+ " us, p99 " + nanos[nanos.length * 99 / 100] / 1000 + " us";
	}

}
