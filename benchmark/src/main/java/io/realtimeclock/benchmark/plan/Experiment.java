package io.realtimeclock.benchmark.plan;

import io.realtimeclock.benchmark.scenario.Scenario;
import io.realtimeclock.benchmark.scenario.Scenarios;

/** What is done with one server at a time, and what its report is called. */
record Experiment(String title, Scenario scenario) {

	private static final int FEW = 1_000;

	/** Find the experiment of a command. */
	static Experiment of(String command, Settings settings) {
		int clients = settings.clients();
		return switch (command) {
			case "steady" ->
				new Experiment("A steady run", Scenarios.steady(clients, settings.warmUp(), settings.seconds()));
			case "storm" -> new Experiment("All clients connect at once",
					Scenarios.storm(clients, Math.min(settings.residents(), clients)));
			case "stalled" -> new Experiment("Clients that stop reading",
					Scenarios.stalled(clients, settings.percent(10), settings.seconds(), settings.stalledSeconds()));
			case "soak" -> new Experiment("Clients that come and go",
					Scenarios.churn(clients, settings.percent(1), settings.minutes()));
			case "memory" -> new Experiment("Resident memory a further connection",
					Scenarios.memory(Math.min(FEW, settings.most() / 2), settings.most()));
			case "allocation" -> new Experiment("What the gateway allocates a tick",
					Scenarios.allocation(100, clients, settings.twoSweeps()));
			default -> throw new IllegalArgumentException("There is no command " + command + "; see --help");
		};
	}

}
