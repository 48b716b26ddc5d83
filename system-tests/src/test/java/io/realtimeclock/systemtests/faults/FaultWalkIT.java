package io.realtimeclock.systemtests.faults;

import java.time.Duration;
import java.util.List;
import java.util.Random;

import io.realtimeclock.systemtests.Console;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One fault after the other, in an order that nobody has thought of. The seed, which is
 * printed, makes the same order again: {@code -Dfaults.seed=…}.
 */
@Tag("faults")
@ExtendWith(SharedCluster.class)
class FaultWalkIT {

	private static final long MINUTES = Long.getLong("faults.walk.minutes", 2);

	private static final long SEED = Long.getLong("faults.seed", System.nanoTime());

	private final List<Step> steps = List.of(new TickerFaultsIT()::frozenForFiveSeconds,
			new TickerFaultsIT()::replacedOneAfterTheOther, new GatewayFaultsIT()::frozenForSixSeconds,
			new GatewayFaultsIT()::killed, new RedisFaultsIT()::killedForTenSecondsAndEmptyThen,
			new RedisFaultsIT()::frozenForTenSeconds, new BrokerFaultsIT()::killedForTwelveSeconds,
			new BrokerFaultsIT()::frozenForTwelveSeconds, new BrokerFaultsIT()::theTopicDeleted,
			new PoisonIT()::fiveSecondsOfIt);

	@Test
	void everyStepHoldsWhateverCameBefore(Cluster cluster) throws Exception {
		Console.print("A walk of %d min through the faults, seed %d".formatted(MINUTES, SEED));
		Random random = new Random(SEED);
		long end = System.nanoTime() + Duration.ofMinutes(MINUTES).toNanos();
		while (System.nanoTime() - end < 0) {
			this.steps.get(random.nextInt(this.steps.size())).run(cluster);
		}
	}

	private interface Step {

		void run(Cluster cluster) throws Exception;

	}

}
