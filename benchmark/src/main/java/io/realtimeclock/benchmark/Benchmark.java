package io.realtimeclock.benchmark;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

import io.realtimeclock.benchmark.peer.Peer;
import io.realtimeclock.benchmark.peer.SystemUnderTest;
import io.realtimeclock.benchmark.report.Report;
import io.realtimeclock.benchmark.scenario.Scenario;
import io.realtimeclock.benchmark.simulation.Simulation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The command line of the benchmark. */
@CommandLine.Command(name = "benchmark/run", sortOptions = false, usageHelpWidth = 120, abbreviateSynopsis = true,
		description = "Measures what one tick to one client costs, compared with a minimal server and with other servers.",
		commandListHeading = "%nCommands (default: all):%n",
		footer = { "", "Results are written to benchmark/results, logs to benchmark/target/logs.",
				"The environment variable BENCHMARK_GATEWAY_FLAGS replaces the gateway's JVM flags." })
final class Benchmark implements Callable<Integer> {

	private static final int FEW_CLIENTS = 1_000;

	/** Long enough for two runs of a task that runs every 30 s. */
	private static final int MIN_ALLOCATION_SECONDS = 60;

	@CommandLine.Mixin
	private final Settings settings = new Settings();

	/** Run the benchmark. */
	public static void main(String[] arguments) {
		System.exit(commandLine().execute(arguments));
	}

	static CommandLine commandLine() {
		return new CommandLine(new Benchmark()).setCaseInsensitiveEnumValuesAllowed(true)
			.setParameterExceptionHandler((ex, arguments) -> fail(ex.getCommandLine(), ex))
			.setExecutionExceptionHandler((ex, line, result) -> {
				if (ex instanceof IllegalArgumentException) {
					return fail(line, ex);
				}
				throw ex;
			});
	}

	private static int fail(CommandLine line, Exception ex) {
		line.getErr().println(ex.getMessage());
		line.getErr().println("See benchmark/run --help");
		return CommandLine.ExitCode.USAGE;
	}

	Settings settings() {
		return this.settings;
	}

	@Override
	public Integer call() throws IOException {
		all();
		return CommandLine.ExitCode.OK;
	}

	@CommandLine.Command(description = "All commands except steady and dashboard.")
	void all() throws IOException {
		if (this.settings.quick()) {
			Comparison.ofTicks(this.settings, this.settings.peers("gateway"));
			measureStorm("gateway");
			return;
		}
		compare();
		scale();
		storm();
		stalled();
		latency();
		memory();
		allocation();
		feeds(Feeds.Part.values());
		start();
		soak();
		simulate();
	}

	@CommandLine.Command(description = "All servers and the floor: CPU per frame, latency, delivery, memory.")
	void compare() throws IOException {
		Comparison.ofTicks(this.settings, this.settings.peersOrAll());
	}

	@CommandLine.Command(description = "The floor and the gateway with 1,000 to 19,000 clients, and 2 and 4 gateways.")
	void scale() throws IOException {
		new Scaling(this.settings).run();
	}

	@CommandLine.Command(description = "All clients connect at once.")
	void storm() throws IOException {
		measureStorm("floor", "gateway");
	}

	private void measureStorm(String... peers) throws IOException {
		int clients = this.settings.clients();
		measure("storm", "All clients connect at once",
				Scenario.storm(clients, Math.min(this.settings.residents(), clients)), peers);
	}

	@CommandLine.Command(
			description = "From the slot to the only client of an idle machine, in the first minute and later,"
					+ " beside a plain producer and consumer on the same broker.")
	void latency() throws IOException {
		measure("latency", "From the slot to one client", 1, Scenario.idle(this.settings.minutes(4) * 60), "gateway");
	}

	@CommandLine.Command(description = "Some clients stop reading.")
	void stalled() throws IOException {
		measure("stalled", "Clients that stop reading", Scenario.stalled(this.settings.clients(),
				this.settings.percent(10), this.settings.seconds(), this.settings.stalledSeconds()), "gateway");
	}

	@CommandLine.Command(description = "Resident memory per additional connection.")
	void memory() throws IOException {
		int clients = this.settings.maxClients();
		measure("memory", "Resident memory per additional connection",
				Scenario.memory(Math.min(FEW_CLIENTS, clients / 2), clients), "gateway");
	}

	@CommandLine.Command(description = "Bytes that the gateway allocates per tick with few and with many clients.")
	void allocation() throws IOException {
		measure("allocation", "Allocation per tick in the gateway", Scenario.allocation(100, this.settings.clients(),
				Math.max(this.settings.seconds(), MIN_ALLOCATION_SECONDS)), "gateway");
	}

	@CommandLine.Command(description = "Time until a gateway is ready on one core, without and with an AOT cache.")
	void start() throws IOException {
		Report report = new Report("start", "Time until the gateway is ready");
		report.addJvmFlags("gateway", Peer.named("gateway").flags().orElseThrow());
		for (int turn = 1; turn <= this.settings.turns(); turn++) {
			Report.progress("turn %d of %d: start".formatted(turn, this.settings.turns()));
			report.add("gateway", 0, turn, Peer.measureStart());
		}
		new FiguresTable(report, this.settings.turns()).write(List.of("gateway"));
		report.save();
	}

	@CommandLine.Command(
			description = "1%% of the clients leave and are replaced per second. With --percent 0, nobody.")
	void soak() throws IOException {
		int percent = this.settings.percent(1);
		Scenario churn = Scenario.churn(this.settings.clients(), percent, this.settings.minutes(40));
		if (this.settings.hasUrl()) {
			measure("soak", Soak.TITLE, churn, "gateway");
		}
		else {
			Soak soak = (percent > 0) ? Soak.ofClientsThatLeave(this.settings) : Soak.ofClientsThatStay(this.settings);
			soak.run(this.settings.peers("gateway").get(0), churn);
		}
	}

	@CommandLine.Command(description = "Simulation of a million clients on eighty gateways: a third of the gateways"
			+ " fails, all gateways are replaced.")
	void simulate() throws IOException {
		new Simulation().run();
	}

	@CommandLine.Command(description = "Connected clients that read every tick.")
	void steady() throws IOException {
		measure("steady", "A steady run",
				Scenario.steady(this.settings.clients(), this.settings.warmUpSeconds(), this.settings.seconds()),
				"floor", "gateway");
	}

	@CommandLine.Command(description = "Feeds with many keys: CPU per write beside the floor, latency, stalled clients,"
			+ " memory, snapshots, and a comparison with other servers.")
	void feeds(
			@CommandLine.Parameters(arity = "0..*", paramLabel = "<part>",
					description = "${COMPLETION-CANDIDATES} (default: all).") Feeds.@Nullable Part[] parts)
			throws IOException {
		Feeds feeds = new Feeds(this.settings);
		for (Feeds.Part part : (parts != null) ? parts : Feeds.Part.values()) {
			feeds.run(part);
		}
	}

	@CommandLine.Command(description = "Picture of the Grafana dashboard, drawn from Prometheus.")
	void dashboard(@CommandLine.Option(names = "--prometheus", defaultValue = "http://localhost:9090/",
			paramLabel = "<url>", description = "Prometheus's URL (default: ${DEFAULT-VALUE}).") URI prometheus)
			throws IOException {
		Path picture = Path.of("results", "dashboard.png");
		new Dashboard(prometheus, Duration.ofMinutes(this.settings.minutes(5))).draw(picture);
		Report.progress("wrote benchmark/" + picture);
	}

	private void measure(String name, String title, Scenario scenario, String... defaultPeers) throws IOException {
		measure(name, title, this.settings.clients(), scenario, defaultPeers);
	}

	private void measure(String name, String title, int clients, Scenario scenario, String... defaultPeers)
			throws IOException {
		if (this.settings.hasUrl()) {
			SystemUnderTest system = this.settings.runningSystem();
			Report.progress(name + " of " + system.name() + "\n" + scenario.run(system));
			return;
		}
		Report report = new Report(name, title);
		List<Peer> peers = this.settings.peers(defaultPeers);
		new Turns(report, scenario, clients, this.settings.turns()).run(peers);
		new FiguresTable(report, this.settings.turns()).write(peers.stream().map(Peer::name).toList());
		report.save();
	}

}
