package io.realtimeclock.benchmark.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Gateways behind a load balancer, which picks among those that are ready. */
final class Fleet {

	private final List<Gateway> gateways;

	private final List<Gateway> ready;

	private final boolean lessLoaded;

	/**
	 * Create gateways without clients.
	 * @param lessLoaded whether the load balancer picks the less loaded of two random
	 * gateways instead of a random one
	 */
	Fleet(int gateways, double handshakesPerSecond, int maxConnections, boolean lessLoaded) {
		this.gateways = Stream.generate(() -> new Gateway(handshakesPerSecond, maxConnections))
			.limit(gateways)
			.toList();
		this.ready = new ArrayList<>(this.gateways);
		this.lessLoaded = lessLoaded;
	}

	List<Gateway> gateways() {
		return this.gateways;
	}

	void setReady(Gateway gateway, boolean nowReady) {
		this.ready.remove(gateway);
		if (nowReady) {
			this.ready.add(gateway);
		}
	}

	Gateway pick(Random random) {
		Gateway first = this.ready.get(random.nextInt(this.ready.size()));
		Gateway second = this.ready.get(random.nextInt(this.ready.size()));
		return (this.lessLoaded && second.clients() < first.clients()) ? second : first;
	}

	/** A gateway that handles one handshake at a time. */
	static final class Gateway {

		private final double secondsPerHandshake;

		private final int maxConnections;

		private double busyUntil;

		private int clients;

		Gateway(double handshakesPerSecond, int maxConnections) {
			this.secondsPerHandshake = 1 / handshakesPerSecond;
			this.maxConnections = maxConnections;
		}

		int clients() {
			return this.clients;
		}

		/** Handle a handshake that arrives now, and return the time of its response. */
		double respond(double now) {
			this.busyUntil = Math.max(this.busyUntil, now) + this.secondsPerHandshake;
			return this.busyUntil;
		}

		/** Connect a client, {@code false} if the gateway is full. */
		boolean connect() {
			boolean accepted = this.clients < this.maxConnections;
			this.clients += accepted ? 1 : 0;
			return accepted;
		}

		void disconnect() {
			this.clients--;
		}

	}

}
