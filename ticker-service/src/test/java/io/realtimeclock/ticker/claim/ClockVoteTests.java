package io.realtimeclock.ticker.claim;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.realtimeclock.health.DependencyHealth;
import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.testsupport.RedisServer;
import io.realtimeclock.tick.Tick;
import io.realtimeclock.tick.TickCodec;
import io.realtimeclock.tick.TickNames;
import io.realtimeclock.ticker.TickerProperties;
import io.realtimeclock.ticker.claim.SlotClaims.ClaimOutcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.redis.core.StringRedisTemplate;

import static io.realtimeclock.ticker.claim.SlotClaims.ClaimOutcome.AHEAD;
import static io.realtimeclock.ticker.claim.SlotClaims.ClaimOutcome.BEHIND;
import static io.realtimeclock.ticker.claim.SlotClaims.ClaimOutcome.LOST;
import static io.realtimeclock.ticker.claim.SlotClaims.ClaimOutcome.WON;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The vote of the clocks. The tickers' clocks differ from Redis's by a number of slots
 * that each test sets. Slots are so long that no slot ends during a test.
 */
class ClockVoteTests {

	private static final int LIMIT = 4;

	private static final TickerProperties TICKER = new TickerProperties(Duration.ofSeconds(10), LIMIT,
			new TickerProperties.Topic((short) 1, Duration.ofMinutes(10)));

	private static final ClockProperties CLOCK = new ClockProperties(Duration.ofHours(1), null);

	@SuppressWarnings("NullAway.Init")
	private static RedisServer server;

	@SuppressWarnings("NullAway.Init")
	private static RedisClient client;

	@SuppressWarnings("NullAway.Init")
	private static StringRedisTemplate redis;

	private final Tick now = CLOCK.grid().at(Instant.now());

	private final List<ClaimScript> tickers = IntStream.range(0, 4)
		.mapToObj((number) -> new ClaimScript(redis, client.gate(), CLOCK, TICKER))
		.toList();

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
	void forget() {
		redis.delete(List.of(TickNames.REDIS_KEY, TickNames.CLOCKS_REDIS_KEY));
	}

	@Test
	void ofThreeClocksTheTickerThatIsAheadIsRefused() {
		assertThat(claim(0, 0)).isEqualTo(WON);
		assertThat(claim(1, 1000)).isEqualTo(AHEAD);
		assertThat(claim(0, 1)).isEqualTo(WON);
	}

	@Test
	void ofThreeClocksTheTickerThatIsBehindIsRefused() {
		assertThat(claim(0, 0)).isEqualTo(WON);
		assertThat(claim(1, -1000)).isEqualTo(BEHIND);
		assertThat(claim(0, 1)).isEqualTo(WON);
	}

	@Test
	void aDifferenceUpToTheLimitIsNoFault() {
		assertThat(claim(0, 0)).isEqualTo(WON);
		assertThat(claim(1, LIMIT)).isEqualTo(WON);
		assertThat(claim(0, 1)).isEqualTo(LOST);
	}

	@Test
	void tickersThatAgreeGoOnThoughRedisIsBehind() {
		assertThat(claim(0, 1000)).as("alone against Redis").isEqualTo(AHEAD);
		assertThat(claim(1, 1000)).isEqualTo(WON);
		assertThat(claim(0, 1001)).isEqualTo(WON);
		assertThat(claim(1, 1001)).isEqualTo(LOST);
	}

	@Test
	void tickersThatAgreeGoOnThoughRedisIsAhead() {
		assertThat(claim(0, -1000)).isEqualTo(WON);
		assertThat(claim(1, -1000)).isEqualTo(LOST);
		assertThat(claim(0, -999)).isEqualTo(WON);
	}

	@Test
	void ofTwoAgainstTwoTheSideOfRedisIsRightAndOfThreeAgainstTwoTheThree() {
		claim(0, 1000);
		claim(1, 1000);
		assertThat(claim(2, 0)).isEqualTo(WON);
		assertThat(claim(0, 1001)).isEqualTo(AHEAD);
		assertThat(claim(3, 1002)).isEqualTo(WON);
		assertThat(claim(2, 1)).isEqualTo(BEHIND);
	}

	@Test
	void aTickerAloneIsRefusedAheadOfRedisAndGoesOnBehindIt() {
		assertThat(claim(0, 1000)).isEqualTo(AHEAD);
		assertThat(claim(0, -1000)).isEqualTo(WON);
	}

	@Test
	void aClockThatIsNoLongerHeardHasNoVote() {
		long now = Instant.now().toEpochMilli();
		redis.opsForHash().put(TickNames.CLOCKS_REDIS_KEY, "silent", "1000 " + (now - CLOCK.period().toMillis() * 5));
		redis.opsForHash().put(TickNames.CLOCKS_REDIS_KEY, "expired", "1000 " + (now - CLOCK.period().toMillis() * 9));
		assertThat(claim(0, 1000)).isEqualTo(AHEAD);
		assertThat(redis.opsForHash().keys(TickNames.CLOCKS_REDIS_KEY)).contains("silent").doesNotContain("expired");
		assertThat(redis.getExpire(TickNames.CLOCKS_REDIS_KEY)).isBetween(1L, CLOCK.period().toSeconds() * 8);
	}

	@Test
	void whateverElseStandsUnderTheKeyOfTheClocksDoesNotStopTheClock() {
		redis.opsForValue().set(TickNames.CLOCKS_REDIS_KEY, "garbage");
		assertThat(claim(0, 0)).isEqualTo(WON);
		redis.opsForHash().put(TickNames.CLOCKS_REDIS_KEY, "x", "garbage");
		assertThat(claim(0, 1)).isEqualTo(WON);
	}

	@Test
	void timeGoesBackWhenAllClocksDoAndTheClaimTellsFromWhere() {
		claim(0, 2);
		claim(1, 2);
		redis.opsForValue()
			.set(TickNames.REDIS_KEY, new String(new TickCodec(CLOCK.grid()).encode(at(100)), StandardCharsets.UTF_8));
		ClaimScript.Claim claim = this.tickers.get(0).claim(at(0));
		assertThat(claim.outcome()).isEqualTo(WON);
		assertThat(claim.putBack()).isEqualTo(this.now.sequence() + 100);
		assertThat(this.tickers.get(1).claim(at(1)).putBack()).isZero();
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void theJudgeNamesWhichClockIsWrongAndByHowMuch(CapturedOutput output) {
		DependencyHealth clock = new DependencyHealth("This machine's clock");
		DependencyHealth redisClock = new DependencyHealth("Redis's clock");
		MeterRegistry meters = new SimpleMeterRegistry();
		ClockSkewMonitor monitor = new ClockSkewMonitor(CLOCK, TICKER, clock, redisClock, meters);
		monitor.check(this.now, new ClaimScript.Claim(WON, -1, 0, 0));
		monitor.check(this.now, new ClaimScript.Claim(WON, LIMIT, 0, 0));
		monitor.check(this.now, new ClaimScript.Claim(WON, -LIMIT, 0, 0));
		assertThat(clock.isUp() && redisClock.isUp()).isTrue();
		monitor.check(this.now, new ClaimScript.Claim(WON, -5, 0, 0));
		assertThat(fault(clock)).contains("18000.0 s behind Redis's clock", "its ticks go out");
		monitor.check(this.now, new ClaimScript.Claim(AHEAD, 5, 0, 0));
		assertThat(fault(clock)).contains("18000.0 s ahead of Redis's clock", "nothing is published here");
		monitor.check(this.now, new ClaimScript.Claim(BEHIND, 0, 10, 0));
		assertThat(fault(clock)).contains("36000.0 s behind the other tickers' clocks");
		assertThat(fault(redisClock)).contains("36000.0 s behind the tickers' clocks", "go on without it");
		assertThat(meters.get("ticker.clock.ahead").timeGauge().value(TimeUnit.HOURS)).isEqualTo(-10);
		assertThat(output).doesNotContain("Time goes back");
		monitor.check(this.now, new ClaimScript.Claim(WON, 0, 0, this.now.sequence() + 20));
		assertThat(output).contains("Time goes back to " + this.now.instant());
		assertThat(clock.isUp() && redisClock.isUp()).isTrue();
	}

	private ClaimOutcome claim(int ticker, int ahead) {
		return this.tickers.get(ticker).claim(at(ahead)).outcome();
	}

	private Tick at(int ahead) {
		return CLOCK.grid().at(this.now.instant().plus(CLOCK.period().multipliedBy(ahead)));
	}

	private static String fault(DependencyHealth health) {
		return String.valueOf(health.health().getDetails().get("fault"));
	}

}
