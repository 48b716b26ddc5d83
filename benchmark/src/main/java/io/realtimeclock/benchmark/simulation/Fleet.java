package io.realtimeclock.benchmark.simulation;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Gateways behind a load balancer that spreads connections over those that are ready: at
 * random, or to the emptier of two that it draws. Each shakes hands with one client after
 * the other.
 */
final class Fleet {

	private final double secondsAHandshake;

	private final int places;

	private final double[] busyUntil;

	private final int[] clients;

	private final boolean emptier;

	private int[] ready;

	/**
	 * Create a fleet.
	 * @param places how many clients each takes
	 * @param emptier whether the emptier of two is taken
	 */
	Fleet(int gateways, double handshakesPerSecond, int places, boolean emptier) {
		this.emptier = emptier;
		this.secondsAHandshake = 1 / handshakesPerSecond;
		this.places = places;
		this.busyUntil = new double[gateways];
		this.clients = new int[gateways];
		this.ready = IntStream.range(0, gateways).toArray();
	}

	int size() {
		return this.clients.length;
	}

	int clients(int gateway) {
		return this.clients[gateway];
	}

	int largest() {
		return Arrays.stream(this.clients).max().orElseThrow();
	}

	void setReady(int gateway, boolean wanted) {
		IntStream others = Arrays.stream(this.ready).filter((other) -> other != gateway);
		this.ready = wanted ? IntStream.concat(others, IntStream.of(gateway)).toArray() : others.toArray();
	}

	int pick(Random random) {
		int first = this.ready[random.nextInt(this.ready.length)];
		int second = this.ready[random.nextInt(this.ready.length)];
		return (this.emptier && this.clients[second] < this.clients[first]) ? second : first;
	}

	/**
	 * Shake hands with a client that comes at a given time, and return when it is
	 * answered.
	 */
	double answer(int gateway, double time) {
		this.busyUntil[gateway] = Math.max(this.busyUntil[gateway], time) + this.secondsAHandshake;
		return this.busyUntil[gateway];
	}

	/** Give a client a place, {@code false} if there is none. */
	boolean enter(int gateway) {
		boolean free = this.clients[gateway] < this.places;
		this.clients[gateway] += free ? 1 : 0;
		return free;
	}

	void leave(int gateway) {
		this.clients[gateway]--;
	}

}
