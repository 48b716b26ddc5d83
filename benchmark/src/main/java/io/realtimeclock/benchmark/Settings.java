package io.realtimeclock.benchmark;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

import io.realtimeclock.benchmark.load.Target;
import io.realtimeclock.benchmark.load.WireFormat;
import io.realtimeclock.benchmark.peer.Credentials;
import io.realtimeclock.benchmark.peer.Peer;
import io.realtimeclock.benchmark.peer.SystemUnderTest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ScopeType;

/** The options of the command line. They may follow the command. */
final class Settings {

	@CommandLine.Option(names = { "-h", "--help" }, usageHelp = true, scope = ScopeType.INHERIT,
			description = "Print this help.")
	@SuppressWarnings("UnusedVariable") // picocli reads it
	private boolean help;

	@CommandLine.Option(names = "--quick", scope = ScopeType.INHERIT,
			description = "A short version with 3000 clients, one turn, 10 seconds and a warm-up of 5 seconds.")
	private boolean quick;

	@CommandLine.Option(names = "--only", scope = ScopeType.INHERIT, split = ",", paramLabel = "<server>",
			description = "Only these servers: floor, gateway, gateway-no-flags, gateway-x2, gateway-x4, nchan, nats, ws,"
					+ " socket.io, seed.")
	private List<String> only = List.of();

	@CommandLine.Option(names = "--clients", scope = ScopeType.INHERIT, paramLabel = "<number>",
			description = "The number of clients (default: 15000; memory: 19000; feeds peers: 1000).")
	private @Nullable Integer clients;

	@CommandLine.Option(names = "--turns", scope = ScopeType.INHERIT, paramLabel = "<number>",
			description = "The number of turns, whose medians are reported (default: 3).")
	private @Nullable Integer turns;

	@CommandLine.Option(names = "--seconds", scope = ScopeType.INHERIT, paramLabel = "<number>",
			description = "The duration of a measurement (default: 20).")
	private @Nullable Integer seconds;

	@CommandLine.Option(names = "--warm-up", scope = ScopeType.INHERIT, paramLabel = "<seconds>",
			description = "The time between connecting and measuring (default: 15).")
	private @Nullable Integer warmUpSeconds;

	@CommandLine.Option(names = "--percent", scope = ScopeType.INHERIT, paramLabel = "<number>",
			description = "stalled: the share of clients that stop reading (default: 10). soak: the share of clients that"
					+ " leave per second (default: 1).")
	private @Nullable Integer percent;

	@CommandLine.Option(names = "--stalled-seconds", scope = ScopeType.INHERIT, paramLabel = "<number>",
			description = "stalled: how long the gateway has to disconnect a stalled client (default: ${DEFAULT-VALUE}).")
	private int stalledSeconds = 30;

	@CommandLine.Option(names = "--residents", scope = ScopeType.INHERIT, paramLabel = "<number>",
			description = "storm: the number of clients that are connected already (default: ${DEFAULT-VALUE}).")
	private int residents = 1_000;

	@CommandLine.Option(names = "--minutes", scope = ScopeType.INHERIT, paramLabel = "<number>",
			description = "soak: its duration (default: 40). latency: the time before the second measurement (default: 4)."
					+ " dashboard: the time shown (default: 5).")
	private @Nullable Integer minutes;

	@CommandLine.Option(names = "--url", scope = ScopeType.INHERIT, split = ",", paramLabel = "<url>",
			description = "Measure a running server, for steady, storm, stalled, memory, allocation and soak; for example"
					+ " ws://127.0.0.1:8080/time/tic/.")
	private List<URI> urls = List.of();

	@CommandLine.Option(names = "--pid", scope = ScopeType.INHERIT, split = ",", paramLabel = "<pid>",
			description = "--url: the server's processes.")
	private List<Long> pids = List.of();

	@CommandLine.Option(names = "--login", scope = ScopeType.INHERIT,
			description = "--url: how clients log in: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
	private Login login = Login.FORM;

	@CommandLine.Option(names = "--user", scope = ScopeType.INHERIT,
			description = "--url: the user name (default: ${DEFAULT-VALUE}).")
	private String user = "demo";

	@CommandLine.Option(names = "--password", scope = ScopeType.INHERIT,
			description = "--url: the password (default: ${DEFAULT-VALUE}).")
	private String password = "demo";

	@CommandLine.Option(names = "--redis-port", scope = ScopeType.INHERIT, paramLabel = "<port>",
			description = "--url: the port of the server's Redis. With it, each client gets a copy of the session.")
	private int redisPort;

	@CommandLine.Option(names = "--wire-format", scope = ScopeType.INHERIT, paramLabel = "<format>",
			description = "--url: the server's wire format: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
	private WireFormat wireFormat = WireFormat.PLAIN;

	boolean quick() {
		return this.quick;
	}

	/** Return the chosen peers, or those with the given names. */
	List<Peer> peers(String... defaultNames) {
		return (this.only.isEmpty() ? List.of(defaultNames) : this.only).stream().map(Peer::named).toList();
	}

	/** Return those of the given peers that are chosen. */
	List<Peer> chosen(List<Peer> peers) {
		return peers.stream().filter((peer) -> this.only.isEmpty() || this.only.contains(peer.name())).toList();
	}

	List<Peer> peersOrAll() {
		return this.only.isEmpty() ? Peer.all() : peers();
	}

	int clients() {
		return value(this.clients, this.quick ? 3_000 : 15_000);
	}

	int clients(int defaultValue) {
		return value(this.clients, defaultValue);
	}

	/** Return the number of clients for commands that need as many as possible. */
	int maxClients() {
		return value(this.clients, this.quick ? 3_000 : 19_000);
	}

	int turns() {
		return value(this.turns, this.quick ? 1 : 3);
	}

	int seconds() {
		return value(this.seconds, this.quick ? 10 : 20);
	}

	int warmUpSeconds() {
		return value(this.warmUpSeconds, this.quick ? 5 : 15);
	}

	int percent(int defaultValue) {
		return value(this.percent, defaultValue);
	}

	int stalledSeconds() {
		return this.stalledSeconds;
	}

	int residents() {
		return this.residents;
	}

	int minutes(int defaultValue) {
		return value(this.minutes, defaultValue);
	}

	private static int value(@Nullable Integer value, int defaultValue) {
		return (value != null) ? value : defaultValue;
	}

	boolean hasUrl() {
		return !this.urls.isEmpty();
	}

	/** Return the server of the {@code --url} option. */
	SystemUnderTest runningSystem() {
		List<Target> targets = this.urls.stream().map((url) -> Target.of(url, this.wireFormat)).toList();
		String name = this.urls.stream().map(URI::toString).collect(Collectors.joining(","));
		Credentials credentials = switch (this.login) {
			case FORM -> Credentials.sessions(targets.get(0).port(), this.redisPort, this.user, this.password);
			case BASIC -> Credentials.basic(this.user, this.password);
			case NONE -> Credentials.NONE;
		};
		return new SystemUnderTest(name, targets, this.pids, credentials);
	}

	private enum Login {

		FORM, BASIC, NONE

	}

}
