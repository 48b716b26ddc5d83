package io.realtimeclock.benchmark.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Gateways behind a load balancer that spreads connections over those that are ready: at
 * random, or to the emptier of two that it draws.
 */
final class Fleet {

	private final List<SimulatedGateway> gateways;

	private final List<SimulatedGateway> ready;

	private final boolean emptier;

	Fleet(List<SimulatedGateway> gateways, boolean emptier) {
		this.gateways = gateways;
		this.ready = new ArrayList<>(gateways);
		this.emptier = emptier;
	}

	List<SimulatedGateway> gateways() {
		return this.gateways;
	}

	void setReady(SimulatedGateway gateway, boolean wanted) {
		this.ready.remove(gateway);
		if (wanted) {
			this.ready.add(gateway);
		}
	}

	SimulatedGateway pick(Random random) {
		SimulatedGateway first = this.ready.get(random.nextInt(this.ready.size()));
		SimulatedGateway second = this.ready.get(random.nextInt(this.ready.size()));
		return (this.emptier && second.clients() < first.clients()) ? second : first;
	}

}
