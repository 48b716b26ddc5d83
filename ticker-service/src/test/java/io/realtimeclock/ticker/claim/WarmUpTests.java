package io.realtimeclock.ticker.claim;

import java.time.Duration;
import java.util.Objects;
import java.util.Properties;

import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.testsupport.FreePorts;
import io.realtimeclock.testsupport.RedisServer;
import io.realtimeclock.ticker.TickerProperties;
import io.realtimeclock.ticker.claim.SlotClaims.RedisBulkhead;
import io.realtimeclock.ticker.claim.SlotClaims.WarmUp;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.core.RedisCallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;

class WarmUpTests {

	private static final TickerProperties TICKER = new TickerProperties(Duration.ofMillis(100), 4,
			new TickerProperties.Topic((short) 1, Duration.ofMinutes(10)));

	private static final ClockProperties CLOCK = new ClockProperties(Duration.ofMillis(500), null);

	private static final int CLAIMS = 500;

	@Test
	void claimsOftenEnoughForTheJitButForASecondAtMost() {
		try (RedisServer server = RedisServer.start();
				RedisClient client = new RedisClient(server.port(), Duration.ofSeconds(10))) {
			// The first one may spend its time on loading classes
			await().pollDelay(Duration.ZERO).until(() -> {
				warmUp(client);
				return claims(client) > 0;
			});
			long before = claims(client);
			long begin = System.nanoTime();
			warmUp(client);
			Duration taken = Duration.ofNanos(System.nanoTime() - begin);
			assertThat(claims(client) - before).isBetween((taken.toMillis() < 1000) ? CLAIMS : 1L, (long) CLAIMS);
		}
	}

	@Test
	void startsTheTickerAnywayIfRedisIsNotThere() {
		try (RedisClient client = new RedisClient(FreePorts.next(), Duration.ofMillis(100))) {
			assertThatNoException().isThrownBy(() -> warmUp(client));
		}
	}

	private static void warmUp(RedisClient client) {
		RedisBulkhead bulkhead = new RedisBulkhead();
		new WarmUp(bulkhead, new ClaimScript(client.template(), client.gate(), CLOCK, TICKER))
			.afterSingletonsInstantiated();
		bulkhead.destroy();
	}

	/** Count the calls of the script, the first of which sends its text. */
	private static long claims(RedisClient client) {
		RedisCallback<Properties> statistics = (connection) -> connection.serverCommands().info("commandstats");
		String script = Objects.requireNonNull(client.template().execute(statistics))
			.getProperty("cmdstat_evalsha", "calls=0,");
		return Long.parseLong(script.replaceAll("calls=(\\d+),.*", "$1"));
	}

}
