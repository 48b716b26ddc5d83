package io.realtimeclock.benchmark.scenario;

import java.io.IOException;

import io.realtimeclock.benchmark.load.Group;
import io.realtimeclock.benchmark.peer.SystemUnderTest;
import io.realtimeclock.benchmark.process.Wait;
import io.realtimeclock.benchmark.report.Figures;

/** One client of a system that has nothing else to do. */
record Idle(int warmUpSeconds) implements Scenario {

	private static final int SECONDS = 60;

	@Override
	public Figures run(SystemUnderTest system) throws IOException {
		try (ClientPool pool = new ClientPool(system, 1);
				PlainRoundTrips plain = PlainRoundTrips.start(system.kafkaPort(), system.redisPort())) {
			Group client = pool.connect("client", 1);
			Figures figures = new Figures().addAll("first minute: ", measure(pool, client, plain));
			Wait.seconds(this.warmUpSeconds);
			return figures.addAll("later: ", measure(pool, client, plain));
		}
	}

	private static Figures measure(ClientPool pool, Group client, PlainRoundTrips plain) {
		plain.exchange();
		Figures all = MeasurementPeriod.measure(pool, client, SECONDS);
		Figures figures = new Figures();
		for (String name : new String[] { "p50, ms", "p99, ms", "max, ms" }) {
			figures.add("slot to client " + name, all.get(name));
		}
		return figures.add("missed", all.get("missed")).addAll("", plain.exchange());
	}

}
