package io.realtimeclock.ticker.claim;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.testsupport.RedisServer;
import io.realtimeclock.tick.Grid;
import io.realtimeclock.tick.Tick;
import io.realtimeclock.tick.TickCodec;
import io.realtimeclock.tick.TickNames;
import io.realtimeclock.ticker.TickerProperties;
import io.realtimeclock.ticker.claim.SlotClaims.ClaimOutcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

class ClaimScriptTests {

	private static final TickerProperties TICKER = new TickerProperties(Duration.ofMillis(100), 4,
			new TickerProperties.Topic((short) 1, Duration.ofMinutes(10)));

	private static final ClockProperties CLOCK = new ClockProperties(Duration.ofMillis(500), null);

	@SuppressWarnings("NullAway.Init")
	private static RedisServer server;

	@SuppressWarnings("NullAway.Init")
	private static RedisClient client;

	@SuppressWarnings("NullAway.Init")
	private static StringRedisTemplate redis;

	private final Grid grid = CLOCK.grid();

	private final Tick now = this.grid.at(Instant.now());

	private final ClaimScript script = new ClaimScript(redis, client.gate(), CLOCK, TICKER);

	@BeforeAll
	static void startRedis() throws IOException {
		server = RedisServer.start();
		client = new RedisClient(server.port(), Duration.ofSeconds(10));
		redis = client.template();
	}

	@AfterAll
	static void stopRedis() throws IOException {
		client.close();
		server.close();
	}

	@BeforeEach
	void forgetTheLatestTick() {
		redis.delete(List.of(TickNames.REDIS_KEY, TickNames.CLOCKS_REDIS_KEY));
	}

	@Test
	void winsTheFirstClaimAndStoresTheTickAsItIsPublished() {
		assertThat(claim(this.now)).isEqualTo(ClaimOutcome.WON);
		assertThat(stored()).isEqualTo(json(this.grid, this.now))
			.isEqualTo(
					"{\"sequence\":" + this.now.sequence() + ",\"instant\":\"" + inMillis(this.now.instant()) + "\"}");
	}

	@Test
	void losesTheSameAndAnOlderSlotAndLeavesTheStoredTick() {
		claim(this.now);
		assertThat(claim(this.now)).isEqualTo(ClaimOutcome.LOST);
		assertThat(claim(back(1))).isEqualTo(ClaimOutcome.LOST);
		assertThat(claim(back(1_000_000))).isEqualTo(ClaimOutcome.LOST);
		assertThat(stored()).isEqualTo(json(this.grid, this.now));
	}

	@Test
	void winsANewerSlotAndStoresIt() {
		claim(back(7));
		assertThat(claim(back(6))).isEqualTo(ClaimOutcome.WON);
		assertThat(claim(this.now)).isEqualTo(ClaimOutcome.WON);
		assertThat(stored()).isEqualTo(json(this.grid, this.now));
	}

	@Test
	void givesEachSlotToExactlyOneOfTwoClaimants() throws Exception {
		int slots = 3_000;
		CyclicBarrier together = new CyclicBarrier(2);
		ExecutorService threads = Executors.newFixedThreadPool(2);
		try (RedisClient one = new RedisClient(server.port(), Duration.ofSeconds(10));
				RedisClient other = new RedisClient(server.port(), Duration.ofSeconds(10))) {
			Future<List<Long>> wonByOne = threads.submit(() -> claimAll(one, slots, together));
			Future<List<Long>> wonByOther = threads.submit(() -> claimAll(other, slots, together));
			List<Long> won = new ArrayList<>(wonByOne.get(60, TimeUnit.SECONDS));
			won.addAll(wonByOther.get(60, TimeUnit.SECONDS));
			assertThat(won).containsExactlyInAnyOrderElementsOf(
					LongStream.rangeClosed(back(slots - 1).sequence(), this.now.sequence()).boxed().toList());
			// Otherwise the two did not compete
			assertThat(wonByOne.get()).isNotEmpty().hasSizeLessThan(slots);
			assertThat(stored()).isEqualTo(json(this.grid, this.now));
		}
		finally {
			threads.shutdownNow();
		}
	}

	private List<Long> claimAll(RedisClient client, int slots, CyclicBarrier together) throws Exception {
		ClaimScript script = new ClaimScript(client.template(), client.gate(), CLOCK, TICKER);
		List<Long> won = new ArrayList<>();
		for (int i = slots - 1; i >= 0; i--) {
			Tick tick = back(i);
			together.await(10, TimeUnit.SECONDS);
			if (script.claim(tick).outcome() == ClaimOutcome.WON) {
				won.add(tick.sequence());
			}
		}
		return won;
	}

	@Test
	void refusesASlotThatLiesMoreThanFourSlotsAheadOfRedisAndStoresNothing() {
		// Slots so long that no slot ends during the test
		ClockProperties slowClock = new ClockProperties(Duration.ofHours(1), null);
		Grid slowGrid = slowClock.grid();
		ClaimScript slow = new ClaimScript(redis, client.gate(), slowClock, TICKER);
		Instant redisTime = redisTime();
		assertThat(claim(slow, slowGrid.at(redisTime.plus(Duration.ofHours(5))))).isEqualTo(ClaimOutcome.AHEAD);
		assertThat(claim(slow, slowGrid.at(redisTime.plus(Duration.ofDays(36500))))).isEqualTo(ClaimOutcome.AHEAD);
		assertThat(stored()).isNull();
		Tick farthest = slowGrid.at(redisTime.plus(Duration.ofHours(4)));
		assertThat(claim(slow, farthest)).isEqualTo(ClaimOutcome.WON);
		assertThat(stored()).isEqualTo(json(slowGrid, farthest));
		assertThat(claim(slow, slowGrid.at(redisTime.plus(Duration.ofHours(5))))).isEqualTo(ClaimOutcome.AHEAD);
		assertThat(stored()).isEqualTo(json(slowGrid, farthest));
	}

	@Test
	void leavesNoTraceOfItsWarmUp() {
		this.script.warmUp();
		assertThat(stored()).isNull();
		assertThat(redis.hasKey(TickNames.CLOCKS_REDIS_KEY)).isFalse();
		claim(this.now);
		this.script.warmUp();
		assertThat(stored()).isEqualTo(json(this.grid, this.now));
	}

	@Test
	void winsAgainstAStoredTickThatItselfLiesFarAhead() {
		redis.opsForValue().set(TickNames.REDIS_KEY, json(this.grid, back(-1_000)));
		assertThat(claim(this.now)).isEqualTo(ClaimOutcome.WON);
		assertThat(stored()).isEqualTo(json(this.grid, this.now));
		assertThat(claim(this.now)).isEqualTo(ClaimOutcome.LOST);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "garbage", "null", "[]", "7", "\"tick\"", "{}", "{\"sequence\":null}",
			"{\"sequence\":\"x\"}", "{\"sequence\":{}}", "{\"sequence\":nan}", "{\"sequence\":1e999}",
			"{\"instant\":\"2026-11-23T18:07:57.500Z\"}", "\u0000\u0001" })
	void replacesWhatIsNoTick(String garbage) {
		redis.opsForValue().set(TickNames.REDIS_KEY, garbage);
		assertThat(claim(this.now)).isEqualTo(ClaimOutcome.WON);
		assertThat(stored()).isEqualTo(json(this.grid, this.now));
	}

	@Test
	void replacesAKeyOfAnotherType() {
		redis.opsForList().rightPush(TickNames.REDIS_KEY, json(this.grid, this.now));
		assertThat(claim(back(1))).isEqualTo(ClaimOutcome.WON);
		redis.delete(TickNames.REDIS_KEY);
		redis.opsForHash().put(TickNames.REDIS_KEY, "sequence", "1");
		assertThat(claim(this.now)).isEqualTo(ClaimOutcome.WON);
		assertThat(stored()).isEqualTo(json(this.grid, this.now));
	}

	@Test
	void worksAfterRedisHasForgottenItsScripts() {
		claim(back(1));
		redis.execute((RedisCallback<@Nullable Object>) (connection) -> {
			connection.scriptingCommands().scriptFlush();
			return null;
		});
		assertThat(claim(this.now)).isEqualTo(ClaimOutcome.WON);
		assertThat(claim(this.now)).isEqualTo(ClaimOutcome.LOST);
	}

	private ClaimOutcome claim(Tick tick) {
		return claim(this.script, tick);
	}

	private static ClaimOutcome claim(ClaimScript script, Tick tick) {
		return script.claim(tick).outcome();
	}

	private Tick back(int slots) {
		return this.grid.at(this.now.instant().minus(this.grid.period().multipliedBy(slots)));
	}

	private static @Nullable String stored() {
		return redis.opsForValue().get(TickNames.REDIS_KEY);
	}

	private static Instant redisTime() {
		Long millis = redis.execute((RedisCallback<Long>) (connection) -> connection.serverCommands().time());
		assertThat(millis).isNotNull();
		return Instant.ofEpochMilli(millis);
	}

	private static String json(Grid grid, Tick tick) {
		return new String(new TickCodec(grid).encode(tick), StandardCharsets.UTF_8);
	}

	private static String inMillis(Instant onTheGrid) {
		String seconds = onTheGrid.toString().substring(0, "2026-11-23T18:07:57".length());
		return String.format(Locale.ROOT, "%s.%03dZ", seconds, onTheGrid.toEpochMilli() % 1000);
	}

}
