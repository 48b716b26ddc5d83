package io.realtimeclock.ticker.claim;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.realtimeclock.health.DependencyHealth;
import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.testsupport.FreePorts;
import io.realtimeclock.testsupport.RedisServer;
import io.realtimeclock.testsupport.Signal;
import io.realtimeclock.tick.Grid;
import io.realtimeclock.tick.Tick;
import io.realtimeclock.ticker.TickerProperties;
import io.realtimeclock.ticker.claim.SlotClaims.ClaimOutcome;
import io.realtimeclock.ticker.claim.SlotClaims.RedisBulkhead;
import io.realtimeclock.ticker.claim.SlotClaims.WarmUp;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SlotClaimsTests {

	private static final Duration TIMEOUT = Duration.ofMillis(100);

	/**
	 * Tolerance of the timeout on a busy machine; still well before the next slot.
	 */
	private static final Duration MARGIN = Duration.ofMillis(200);

	/**
	 * For tests with a running Redis, so that a busy machine does not fail them.
	 */
	private static final Duration PATIENT = Duration.ofSeconds(10);

	/**
	 * Slots so short that each claim has its own, and a limit of ten seconds.
	 */
	private static final ClockProperties CLOCK = new ClockProperties(Duration.ofMillis(10), null);

	private static final int LIMIT = 1000;

	private final Grid grid = CLOCK.grid();

	private volatile Tick latest = this.grid.at(Instant.now());

	private final DependencyHealth redisHealth = new DependencyHealth("Redis");

	private final DependencyHealth clockHealth = new DependencyHealth("Clock");

	private final DependencyHealth redisClockHealth = new DependencyHealth("Redis's clock");

	private final MeterRegistry meters = new SimpleMeterRegistry();

	@Test
	void answersAndMeasuresEachClaim() throws IOException {
		try (RedisServer server = RedisServer.start(); Claimant claimant = new Claimant(server.port(), PATIENT)) {
			Tick tick = nextSlot();
			assertThat(claimant.answer(tick)).isEqualTo(ClaimOutcome.WON);
			assertThat(claimant.answer(tick)).isEqualTo(ClaimOutcome.LOST);
			assertThat(this.redisHealth.isUp()).isTrue();
			assertThat(this.clockHealth.isUp()).isTrue();
			assertThat(count("won")).isEqualTo(1);
			assertThat(count("lost")).isEqualTo(1);
		}
	}

	@Test
	void isUnhealthyWhileItsClockIsAheadOfRedis() throws IOException {
		try (RedisServer server = RedisServer.start(); Claimant claimant = new Claimant(server.port(), PATIENT)) {
			Tick future = this.grid.at(Instant.now().plus(Duration.ofMinutes(1)));
			assertThat(claimant.answer(future)).isEqualTo(ClaimOutcome.AHEAD);
			assertThat(fault(this.clockHealth)).contains("ahead of Redis's clock");
			assertThat(this.redisHealth.isUp()).isTrue();
			assertThat(claimant.answer(nextSlot())).isEqualTo(ClaimOutcome.WON);
			assertThat(this.clockHealth.isUp()).isTrue();
		}
	}

	@Test
	void remainsRefusedWhileRedisIsAwayIfItsClockWasWrong() throws Exception {
		try (RedisServer server = RedisServer.start(); Claimant claimant = new Claimant(server.port(), TIMEOUT)) {
			assertThatClaimsWorkSoon(claimant);
			Tick future = this.grid.at(Instant.now().plus(Duration.ofHours(1)));
			assertThat(claimant.answer(future)).isEqualTo(ClaimOutcome.AHEAD);
			server.send(Signal.STOP);
			assertThat(claimant.claims.claim(this.grid.next(future))).isEqualTo(ClaimOutcome.AHEAD);
			assertThat(this.redisHealth.isUp()).isFalse();
			server.send(Signal.CONT);
			assertThatClaimsWorkSoon(claimant);
		}
	}

	@Test
	void leavesASlotToOthersAndIsJudgedAllTheSame() throws IOException {
		try (RedisServer server = RedisServer.start(); Claimant claimant = new Claimant(server.port(), PATIENT)) {
			Tick tick = nextSlot();
			assertThat(claimant.answerToYielding(tick)).isEqualTo(ClaimOutcome.YIELDED);
			assertThat(claimant.answer(tick)).isEqualTo(ClaimOutcome.WON);
			Tick future = this.grid.at(Instant.now().plus(Duration.ofHours(1)));
			assertThat(claimant.answer(future)).isEqualTo(ClaimOutcome.AHEAD);
		}
	}

	@Test
	void givesEachClaimUpInTimeWhileRedisIsPaused() throws Exception {
		try (RedisServer server = RedisServer.start(); Claimant claimant = new Claimant(server.port(), TIMEOUT)) {
			assertThatClaimsWorkSoon(claimant);
			server.send(Signal.STOP);
			assertThatClaimsGoUnansweredInTime(claimant);
			assertThat(this.clockHealth.isUp()).isTrue();
			server.send(Signal.CONT);
			assertThatClaimsWorkSoon(claimant);
		}
	}

	@Test
	@SuppressWarnings("try") // it only has to run
	void givesEachClaimUpInTimeWhenRedisIsNotThereAndWorksOnceItIs() throws IOException {
		int port = FreePorts.next();
		try (Claimant claimant = new Claimant(port, TIMEOUT)) {
			assertThatClaimsGoUnansweredInTime(claimant);
			try (RedisServer server = RedisServer.start(port)) {
				assertThatClaimsWorkSoon(claimant);
			}
		}
	}

	@Test
	@SuppressWarnings("try") // it only has to run
	void worksAgainWhenRedisIsBackAfterACrash() throws IOException {
		RedisServer server = RedisServer.start();
		try (Claimant claimant = new Claimant(server.port(), TIMEOUT)) {
			assertThatClaimsWorkSoon(claimant);
			server.close();
			assertThatClaimsGoUnansweredInTime(claimant);
			try (RedisServer restarted = RedisServer.start(server.port())) {
				assertThatClaimsWorkSoon(claimant);
			}
		}
		finally {
			server.close();
		}
	}

	@Test
	void startsAndGivesEachClaimUpInTimeWhenRedisAcceptsButNeverAnswers() throws IOException {
		try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			long start = System.nanoTime();
			try (Claimant claimant = new Claimant(mute.getLocalPort(), TIMEOUT)) {
				assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(2500));
				assertThatClaimsGoUnansweredInTime(claimant);
			}
		}
	}

	private void assertThatClaimsGoUnansweredInTime(Claimant claimant) {
		double before = count("unanswered");
		for (int i = 0; i < 15; i++) {
			long start = System.nanoTime();
			ClaimOutcome outcome = claimant.claims.claim(nextSlot());
			Duration taken = Duration.ofNanos(System.nanoTime() - start);
			assertThat(outcome).isEqualTo(ClaimOutcome.UNANSWERED);
			assertThat(taken).isLessThan(TIMEOUT.plus(MARGIN));
			assertThat(fault(this.redisHealth)).contains("published without a claim");
		}
		assertThat(count("unanswered") - before).isEqualTo(15);
	}

	private void assertThatClaimsWorkSoon(Claimant claimant) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(3))
			.pollInterval(Duration.ofMillis(100))
			.until(() -> claimant.claims.claim(nextSlot()) == ClaimOutcome.WON && this.redisHealth.isUp());
	}

	private double count(String outcome) {
		return this.meters.timer("ticker.claims", "outcome", outcome).count();
	}

	/**
	 * Each is newer than the one before, however fast the claims follow each other.
	 */
	private Tick nextSlot() {
		Tick next = this.grid.next(this.latest);
		Tick now = this.grid.at(Instant.now());
		this.latest = (now.sequence() > next.sequence()) ? now : next;
		return this.latest;
	}

	private static String fault(DependencyHealth health) {
		return String.valueOf(health.health().getDetails().get("fault"));
	}

	private final class Claimant implements AutoCloseable {

		private final RedisClient redis;

		private final RedisBulkhead bulkhead = new RedisBulkhead();

		private final SlotClaims claims;

		Claimant(int port, Duration timeout) {
			TickerProperties properties = new TickerProperties(timeout, LIMIT,
					new TickerProperties.Topic((short) 1, Duration.ofMinutes(10)));
			this.redis = new RedisClient(port, timeout);
			ClockSkewMonitor clocks = new ClockSkewMonitor(CLOCK, properties, SlotClaimsTests.this.clockHealth,
					SlotClaimsTests.this.redisClockHealth, SlotClaimsTests.this.meters);
			ClaimScript script = new ClaimScript(this.redis.template(), this.redis.gate(), CLOCK, properties);
			this.claims = new SlotClaims(this.bulkhead, script, properties, SlotClaimsTests.this.redisHealth, clocks,
					SlotClaimsTests.this.meters);
			new WarmUp(this.bulkhead, script).afterSingletonsInstantiated();
		}

		ClaimOutcome answer(Tick tick) {
			return answered(() -> this.claims.claim(tick));
		}

		ClaimOutcome answerToYielding(Tick tick) {
			return answered(() -> this.claims.yieldSlot(tick));
		}

		/**
		 * A call is refused if the thread of the previous call is not free yet.
		 */
		private static ClaimOutcome answered(Callable<ClaimOutcome> question) {
			return Awaitility.await()
				.pollDelay(Duration.ZERO)
				.pollInterval(Duration.ofMillis(5))
				.until(question, (outcome) -> outcome != ClaimOutcome.UNANSWERED);
		}

		@Override
		public void close() {
			this.bulkhead.destroy();
			this.redis.close();
		}

	}

}
