package io.realtimeclock.benchmark.simulation;

/** Shakes hands with one client after the other, and has a place for some. */
final class SimulatedGateway {

	private final double secondsAHandshake;

	private final int places;

	private double busyUntil;

	private int clients;

	SimulatedGateway(double handshakesPerSecond, int places) {
		this.secondsAHandshake = 1 / handshakesPerSecond;
		this.places = places;
	}

	int clients() {
		return this.clients;
	}

	/** Shake hands with a client that comes now, and return when it is answered. */
	double answer(double now) {
		this.busyUntil = Math.max(this.busyUntil, now) + this.secondsAHandshake;
		return this.busyUntil;
	}

	/** Give a client a place, {@code false} if there is none. */
	boolean enter() {
		boolean free = this.clients < this.places;
		this.clients += free ? 1 : 0;
		return free;
	}

	void leave() {
		this.clients--;
	}

}
