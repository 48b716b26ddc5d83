package io.realtimeclock.benchmark.simulation;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How much is simulated. */
final class Scale {

	static final int CLIENTS = 1_000_000;

	static final int GATEWAYS = 80;

	static final int PLACES = 19_000;

	/** What one gateway was measured to make, on two cores shared with the clients. */
	static final double HANDSHAKES_PER_SECOND = 1_500;

	private static final long SEED = 2026;

	private Scale() {
	}

	static Random random() {
		return new Random(SEED);
	}

	/** Make a fleet that all clients are connected to. */
	static Fleet filledFleet(Random random, boolean emptier) {
		Fleet fleet = new Fleet(
				Stream.generate(() -> new SimulatedGateway(HANDSHAKES_PER_SECOND, PLACES)).limit(GATEWAYS).toList(),
				emptier);
		IntStream.range(0, CLIENTS).forEach((client) -> fleet.pick(random).enter());
		return fleet;
	}

}
