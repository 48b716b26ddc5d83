package io.realtimeclock.benchmark.simulation;

import java.io.IOException;

import io.realtimeclock.benchmark.report.Report;

/**
 * A million clients: a third of the gateways dies, and all of them are replaced one after
 * the other.
 */
public final class Simulations {

	private final Report report = new Report("simulation", "A million clients on eighty gateways, simulated");

	/**
	 * Run all of them and write the report.
	 * @throws IOException if it can't be written
	 */
	public void run() throws IOException {
		this.report
			.write(("Not measured but simulated: %d clients on %d gateways of %d places, of which each makes %.0f"
					+ " handshakes a second, as the one that was measured (storm.md). A load balancer spreads connections at"
					+ " random. A client without an answer tries again after 20 s.")
				.formatted(Scale.CLIENTS, Scale.GATEWAYS, Scale.PLACES, Scale.HANDSHAKES_PER_SECOND));
		new ZoneOutage(this.report).run();
		new Deployments(this.report).run();
		this.report.saveAlone();
	}

}
