package io.realtimeclock.benchmark.scenario;

import java.io.IOException;

import io.realtimeclock.benchmark.peer.SystemUnderTest;
import io.realtimeclock.benchmark.process.Wait;
import io.realtimeclock.benchmark.report.Figures;

/** The live heap of a JVM without clients and with some. */
record LiveHeap(int clients) implements Scenario {

	private static final int SETTLE_SECONDS = 10;

	@Override
	public Figures run(SystemUnderTest system) throws IOException {
		try (ClientPool pool = new ClientPool(system, this.clients);
				RemoteJvm jvm = new RemoteJvm(system.pids().get(0))) {
			Figures figures = new Figures().add("live heap without clients, bytes", jvm.liveHeap());
			pool.connect("clients", this.clients);
			Wait.seconds(SETTLE_SECONDS);
			return figures.add("live heap with clients, bytes", jvm.liveHeap());
		}
	}

}
