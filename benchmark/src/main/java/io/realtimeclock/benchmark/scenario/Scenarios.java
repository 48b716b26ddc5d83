package io.realtimeclock.benchmark.scenario;

/** All that can be done to a server. */
public final class Scenarios {

	private static final int SETTLE_SECONDS = 20;

	private Scenarios() {
	}

	/**
	 * Clients that are there and read every tick, for some seconds before it is measured.
	 */
	public static Scenario steady(int clients, int warmUp, int seconds) {
		return new Steady(clients, warmUp, seconds);
	}

	/** Clients that all connect at once, beside some residents. */
	public static Scenario storm(int clients, int residents) {
		return new Storm(clients, residents);
	}

	/**
	 * Clients that stop reading.
	 * @param percent how many of them stop
	 * @param seconds how long the others are watched, before and meanwhile
	 * @param forGood how many seconds longer those stay stalled that don't come back
	 */
	public static Scenario stalled(int clients, int percent, int seconds, int forGood) {
		return new Stalled(clients, percent, seconds, forGood);
	}

	/**
	 * Clients that come and go.
	 * @param percent how many leave each second
	 */
	public static Scenario churn(int clients, int percent, int minutes) {
		return new Churn(clients, percent, minutes);
	}

	/** Few clients that become many. */
	public static Scenario memory(int few, int many) {
		return new Memory(few, many, SETTLE_SECONDS);
	}

	/**
	 * A JVM that is watched while ticks go out to few clients, and to many.
	 * @param seconds how long each is watched
	 */
	public static Scenario allocation(int few, int many, int seconds) {
		return new Allocation(few, many, seconds);
	}

}
