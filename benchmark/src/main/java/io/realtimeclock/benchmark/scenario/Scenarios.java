package io.realtimeclock.benchmark.scenario;

/**
 * All that can be done to a server.
 */
public final class Scenarios {

	private static final int SETTLE_SECONDS = 20;

	private Scenarios() {
	}

	/**
	 * Clients that are there and read every tick.
	 * @param clients how many
	 * @param warmUp how many seconds they are there before anything is measured
	 * @param seconds how long it is measured
	 * @return the scenario
	 */
	public static Scenario steady(int clients, int warmUp, int seconds) {
		return new Steady(clients, warmUp, seconds);
	}

	/**
	 * Clients that all connect at once.
	 * @param clients how many
	 * @param residents how many are there before
	 * @return the scenario
	 */
	public static Scenario storm(int clients, int residents) {
		return new Storm(clients, residents);
	}

	/**
	 * Clients that stop reading.
	 * @param clients how many there are
	 * @param percent how many of them stop
	 * @param seconds how long the others are watched, before and meanwhile
	 * @param forGood how many seconds longer those stay stalled that don't come back
	 * @return the scenario
	 */
	public static Scenario stalled(int clients, int percent, int seconds, int forGood) {
		return new Stalled(clients, percent, seconds, forGood);
	}

	/**
	 * Clients that come and go.
	 * @param clients how many are there at any time
	 * @param percent how many leave each second
	 * @param minutes how long
	 * @return the scenario
	 */
	public static Scenario churn(int clients, int percent, int minutes) {
		return new Churn(clients, percent, minutes);
	}

	/**
	 * Clients that become many.
	 * @param few how many there are first
	 * @param many how many there are in the end
	 * @return the scenario
	 */
	public static Scenario memory(int few, int many) {
		return new Memory(few, many, SETTLE_SECONDS);
	}

	/**
	 * A JVM that is watched while ticks go out.
	 * @param few how many clients there are first
	 * @param many how many there are in the end
	 * @param seconds how long each is watched
	 * @return the scenario
	 */
	public static Scenario allocation(int few, int many, int seconds) {
		return new Allocation(few, many, seconds);
	}

}
