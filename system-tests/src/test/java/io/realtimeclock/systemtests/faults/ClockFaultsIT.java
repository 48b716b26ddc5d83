package io.realtimeclock.systemtests.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.realtimeclock.systemtests.Part;
import io.realtimeclock.systemtests.Pause;
import io.realtimeclock.systemtests.Requires;
import io.realtimeclock.systemtests.ServiceProcess;
import io.realtimeclock.systemtests.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Wrong clocks.
 */
@FaultRows
@Requires(Part.CLOCK_SHIFTER)
class ClockFaultsIT {

	private static final List<String> PARTS = List.of("redis", "ticker-1", "ticker-2", "gateway-1", "gateway-2");

	private static final Map<String, ShiftedClock> CLOCKS = new HashMap<>();

	@SuppressWarnings("NullAway.Init")
	private static Cluster cluster;

	@BeforeAll
	static void start() throws IOException, InterruptedException {
		for (String part : PARTS) {
			CLOCKS.put(part, ShiftedClock.create(part));
		}
		cluster = Cluster.start("clocks", 1, (part) -> clock(part).environment());
	}

	@AfterAll
	static void stop() throws IOException {
		cluster.close();
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, -1 })
	void oneTickersAnHourOff(long hours) throws IOException {
		try (Watch watch = cluster.watch()) {
			clock("ticker-2").shift(Duration.ofHours(hours));
			Pause.of(Duration.ofSeconds(5));
			ServiceProcess ticker = cluster.ticker(1);
			int readiness = ticker.status("/readyz");
			String log = Files.readString(ticker.output());
			clock("ticker-2").shift(Duration.ZERO);
			ticker.awaitReady();
			watch.awaitTicks();
			Row.of("one ticker's clock an hour " + ((hours > 0) ? "ahead" : "behind"))
				.atMost(0, "missed", watch.most(Recording::missed))
				.atMost(0, "backward", watch.most(Recording::backward))
				.within(Duration.ofMillis(1500), "oldest live tick", watch.longest(Recording::oldestLive))
				.within(Duration.ofMillis(100), "farthest ahead", watch.longest(Recording::farthestAhead))
				.holds("its replica is unready (%d) and says why".formatted(readiness),
						readiness == 503 && log.contains("This machine's clock: it is ")
								&& log.contains((hours > 0) ? " s ahead of" : " s behind"))
				.end();
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, -1 })
	void oneGatewaysAnHourOff(long hours) throws IOException, InterruptedException {
		Session session = Session.logIn(cluster.gateway(0));
		clock("gateway-2").shift(Duration.ofHours(hours));
		int there = session.get(cluster.gateway(1), "/").statusCode();
		int here = session.get(cluster.gateway(0), "/").statusCode();
		int login = pageAfterLogin(1);
		clock("gateway-2").shift(Duration.ZERO);
		Row.of("one gateway's clock an hour " + ((hours > 0) ? "ahead" : "behind"))
			.holds("a user who opens its page (%d) stays logged in on the other gateway (%d)".formatted(there, here),
					there == 200 && here == 200)
			.holds("users can log in there (%d)".formatted(login), login == 200)
			.end();
	}

	private static int pageAfterLogin(int gateway) throws IOException, InterruptedException {
		return Session.logIn(cluster.gateway(gateway)).get(cluster.gateway(gateway), "/").statusCode();
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, -1 })
	void ofRedisAnHourOff(long hours) throws IOException, InterruptedException {
		try (Watch watch = cluster.watch()) {
			clock("redis").shift(Duration.ofHours(hours));
			Pause.of(Duration.ofSeconds(6));
			watch.awaitTicks();
			int login = pageAfterLogin(0);
			clock("redis").shift(Duration.ZERO);
			Pause.of(Duration.ofSeconds(3));
			watch.awaitTicks();
			Row.of("Redis's clock an hour " + ((hours > 0) ? "ahead" : "behind"))
				.within(Duration.ofSeconds(3), "longest time without a tick", watch.longest(Recording::longestGap))
				.atMost(0, "backward", watch.most(Recording::backward))
				.within(Duration.ofMillis(1500), "oldest live tick", watch.longest(Recording::oldestLive))
				.within(Duration.ofMillis(100), "farthest ahead", watch.longest(Recording::farthestAhead))
				.holds("users can log in (%d)".formatted(login), login == 200)
				.end();
		}
	}

	/**
	 * The clients' clock is the true one; the others are then ten seconds behind.
	 */
	@Test
	void ofEveryPartPutBackByTenSeconds() throws IOException {
		try (Watch watch = cluster.watch()) {
			for (String part : PARTS) {
				clock(part).shift(Duration.ofSeconds(-10));
			}
			Pause.of(Duration.ofSeconds(6));
			watch.awaitTicks();
			String log = Files.readString(cluster.gateway(0).output());
			for (String part : PARTS) {
				clock(part).shift(Duration.ZERO);
			}
			watch.awaitTicks();
			Row.of("every clock put back by 10 s")
				.within(Duration.ofSeconds(3), "longest time without a tick", watch.longest(Recording::longestGap))
				.atMost(1, "backward", watch.most(Recording::backward))
				.holds("the log says so", log.contains("Time goes back to "))
				.end();
		}
	}

	private static ShiftedClock clock(String part) {
		ShiftedClock clock = CLOCKS.get(part);
		if (clock == null) {
			throw new IllegalArgumentException("No clock of " + part);
		}
		return clock;
	}

}
