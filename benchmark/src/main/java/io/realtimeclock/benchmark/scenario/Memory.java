package io.realtimeclock.benchmark.scenario;

import java.io.IOException;

import io.realtimeclock.benchmark.load.Group;
import io.realtimeclock.benchmark.peer.SystemUnderTest;
import io.realtimeclock.benchmark.process.Wait;
import io.realtimeclock.benchmark.report.Figures;
import io.realtimeclock.benchmark.report.Report;

/** The resident memory per connection, from the difference of two numbers of clients. */
record Memory(int few, int many) implements Scenario {

	private static final int SETTLE_SECONDS = 20;

	@Override
	public Figures run(SystemUnderTest system) throws IOException {
		try (ClientPool pool = new ClientPool(system, this.many)) {
			Figures figures = new Figures().add("resident without clients, MB",
					Usage.of(system.pids()).residentKilobytes() / 1024.0);
			Group group = pool.connect("clients", this.few);
			long withFew = measure(figures, system, this.few);
			pool.connectMore(group, this.many - this.few);
			long withMany = measure(figures, system, this.many);
			return figures.add("KB per additional connection", (double) (withMany - withFew) / (this.many - this.few));
		}
	}

	private static long measure(Figures figures, SystemUnderTest system, int clients) {
		Wait.seconds(SETTLE_SECONDS);
		Usage usage = Usage.of(system.pids());
		Report.progress("%s: %d clients, %d KB resident".formatted(system.name(), clients, usage.residentKilobytes()));
		usage.addTo(figures, "with " + clients + " clients: ");
		return usage.residentKilobytes();
	}

}
