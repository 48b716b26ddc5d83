package io.realtimeclock.systemtests.faults;

import java.time.Duration;
import java.util.List;
import java.util.Random;

import io.realtimeclock.systemtests.Console;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One fault after the other, in random order. The seed is printed and repeats the order:
 * {@code -Dfaults.seed=…}.
 */
@Tag("walk")
@ExtendWith({ SharedCluster.class, UnfinishedRows.class })
class FaultWalkIT {

	private static final long MINUTES = Long.getLong("faults.walk.minutes", 2);

	private static final long SEED = Long.getLong("faults.seed", System.nanoTime());

	private final List<Step> steps = List.of((cluster) -> TickerFaultsIT.killed(cluster, 2),
			new TickerFaultsIT()::frozenForFiveSeconds, new TickerFaultsIT()::replacedOneAfterTheOther,
			new GatewayFaultsIT()::frozenForSixSeconds, new GatewayFaultsIT()::killed,
			new GatewayFaultsIT()::stoppedInGoodOrder, new RedisFaultsIT()::killedForTenSecondsAndEmptyThen,
			new RedisFaultsIT()::frozenForTenSeconds, new RedisFaultsIT()::busyForTenSeconds,
			new RedisFaultsIT()::fullWithoutEviction, new BrokerFaultsIT()::killedForTwelveSeconds,
			new BrokerFaultsIT()::frozenForTwelveSeconds, new BrokerFaultsIT()::theTopicDeleted,
			new PoisonIT()::fiveSecondsOfIt);

	@Test
	void everyStepHoldsWhateverCameBefore(Cluster cluster) throws Exception {
		Console.print("A walk of %d min through the faults, seed %d".formatted(MINUTES, SEED));
		Random random = new Random(SEED);
		long end = System.nanoTime() + Duration.ofMinutes(MINUTES).toNanos();
		int taken = 0;
		while (System.nanoTime() - end < 0) {
			cluster.awaitReady();
			this.steps.get(random.nextInt(this.steps.size())).run(cluster);
			taken++;
		}
		Row.of("a walk of %d min, seed %d".formatted(MINUTES, SEED)).holds(taken + " rows taken", taken > 0).end();
	}

	private interface Step {

		void run(Cluster cluster) throws Exception;

	}

}
