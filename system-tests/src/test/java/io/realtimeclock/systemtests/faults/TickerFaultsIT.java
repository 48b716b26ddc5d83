package io.realtimeclock.systemtests.faults;

import java.time.Duration;
import java.util.Random;

import io.realtimeclock.systemtests.Pause;
import io.realtimeclock.testsupport.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A ticker dies, freezes, or is replaced.
 */
@FaultRows
@ExtendWith(SharedCluster.class)
class TickerFaultsIT {

	private static final int KILLS = Integer.getInteger("faults.kills", 6);

	@Test
	void killedAtAnyPhaseOfTheSlot(Cluster cluster) {
		killed(cluster, KILLS);
	}

	static void killed(Cluster cluster, int kills) {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		try (Watch watch = cluster.watch()) {
			long worst = 0;
			for (int kill = 0; kill < kills; kill++) {
				long before = watch.most(Recording::missed);
				killForAWhile(cluster, kill % 2, random.nextInt(500), watch);
				worst = Math.max(worst, watch.most(Recording::missed) - before);
			}
			Row.of("tickers killed in turn, %d times, seed %d".formatted(kills, seed))
				.atMost(1, "missed by the worst kill", worst)
				.holds("by all together " + watch.most(Recording::missed), true)
				.atMost(0, "backward", watch.most(Recording::backward))
				.atMost(0, "duplicates", watch.most(Recording::duplicates))
				.end();
		}
	}

	private static void killForAWhile(Cluster cluster, int victim, int phaseMillis, Watch watch) {
		Pause.of(Duration.ofMillis(phaseMillis));
		cluster.ticker(victim).killNow();
		watch.awaitTicks();
		cluster.startTicker(victim);
		cluster.ticker(victim).awaitReady();
	}

	@Test
	void frozenForFiveSeconds(Cluster cluster) {
		try (Watch watch = cluster.watch(); TopicTail topic = new TopicTail(cluster)) {
			long frozen = cluster.ticker(0).pid();
			Signal.STOP.to(frozen);
			try {
				Pause.of(Duration.ofSeconds(5));
			}
			finally {
				Signal.CONT.to(frozen);
			}
			watch.awaitTicks();
			Row.of("a ticker frozen for 5 s")
				.atMost(1, "missed", watch.most(Recording::missed))
				.atMost(0, "backward", watch.most(Recording::backward))
				.atMost(0, "duplicates", watch.most(Recording::duplicates))
				.atMost(0, "old ticks published", topic.old())
				.within(Duration.ofMillis(1500), "oldest live tick", watch.longest(Recording::oldestLive))
				.end();
		}
	}

	@Test
	void replacedOneAfterTheOther(Cluster cluster) {
		try (Watch watch = cluster.watch()) {
			for (int number = 0; number < 2; number++) {
				cluster.ticker(number).close();
				cluster.startTicker(number);
				cluster.ticker(number).awaitReady();
			}
			watch.awaitTicks();
			Row.of("a rolling restart of the tickers")
				.atMost(0, "missed", watch.most(Recording::missed))
				.atMost(0, "backward", watch.most(Recording::backward))
				.end();
		}
	}

}
