package io.realtimeclock.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;

import io.realtimeclock.benchmark.feed.Feed;
import io.realtimeclock.benchmark.peer.Peer;
import io.realtimeclock.benchmark.report.Figures;
import io.realtimeclock.benchmark.report.Report;
import io.realtimeclock.benchmark.scenario.Scenario;

/** Feeds with many keys. Each part is a section of one report. */
final class Feeds {

	private static final String CPU = "CPU per write, µs";

	private static final List<String> COLUMNS = List.of("CPU per frame, µs", "CPU / floor", "p50, ms", "p99, ms",
			"p99 / floor", "expected", "frames", "delivered, %", "duplicates", "backward", "disconnected",
			"bytes per frame", "resident, MB", "threads", "load client's CPU per frame, µs");

	private static final Duration SECOND = Duration.ofSeconds(1);

	private static final int ALL = Integer.MAX_VALUE;

	private static final int KEYS = 10_000;

	private static final int MORE_KEYS = 100_000;

	private static final int KEYS_PER_CLIENT = 20;

	private static final int RESIDENTS = 500;

	private final Settings settings;

	Feeds(Settings settings) {
		this.settings = settings;
	}

	void run(Part part) throws IOException {
		switch (part) {
			case FANOUT -> fanOut();
			case LATENCY -> latency();
			case STALLED -> stalled();
			case MEMORY -> memory();
			case SNAPSHOT -> snapshot();
			case PEERS -> peers();
		}
	}

	/** Each key changes once per second, and each client has the given number of them. */
	private static Feed feed(int keys, int keysPerClient) {
		return new Feed(keys, KEYS, KEYS, SECOND, keysPerClient, ALL);
	}

	private void fanOut() throws IOException {
		Report report = Report.section("feeds", "Fan-out", "fan-out");
		int clients = this.settings.clients();
		Scenario steady = Scenario.steady(clients, this.settings.warmUpSeconds(), this.settings.seconds());
		List<Peer> peers = this.settings.chosen(Peer.ofFeed(feed(KEYS, KEYS_PER_CLIENT)));
		for (int turn = 1; turn <= this.settings.turns(); turn++) {
			double floor = Double.NaN;
			for (Peer peer : peers) {
				Figures figures = Turns.measure(peer, steady, report);
				figures.add(CPU, figures.get("CPU per frame, µs") * figures.get("frames per read"));
				floor = peer.name().equals(Peer.floor().name()) ? figures.get(CPU) : floor;
				report.add(peer.name(), clients, turn, figures.add("CPU / floor", figures.get(CPU) / floor));
			}
		}
		report.write(clients + " clients, each with " + KEYS_PER_CLIENT + " random keys of " + KEYS
				+ ". Each key changes once per second, and each client is written to once per second. A frame is one"
				+ " value; `missed` counts values that a newer one replaced before the client's next write.");
		save(report, peers);
	}

	private void latency() throws IOException {
		int clients = Math.min(1_000, this.settings.clients());
		measure(Report.section("feeds", "Latency", "latency"),
				clients + " clients with one key each of 1,000; 5,000 records per second, and each change is written"
						+ " at once. Latency is from the producer's send to the client's receipt.",
				new Feed(1_000, 1_000, 5_000, Duration.ZERO, 1, ALL),
				Scenario.steady(clients, this.settings.warmUpSeconds(), this.settings.seconds()));
	}

	private void stalled() throws IOException {
		measure(Report.section("feeds", "Clients that stop reading", "stalled"),
				"The clients of the fan-out, of which " + this.settings.percent(10) + "% stop reading.",
				feed(KEYS, KEYS_PER_CLIENT), Scenario.stalled(this.settings.clients(), this.settings.percent(10),
						this.settings.seconds(), this.settings.stalledSeconds()));
	}

	private void snapshot() throws IOException {
		Feed feed = new Feed(1_000, KEYS_PER_CLIENT, KEYS_PER_CLIENT, SECOND, KEYS_PER_CLIENT, RESIDENTS);
		int storm = Math.min(5_000, this.settings.clients());
		measure(Report.section("feeds", "Snapshot", "snapshot"),
				"New clients with all 1,000 keys, one after the other; the first tick is the last of the 1,000 values."
						+ " The residents have the keys that change.",
				feed, Scenario.arrivals(50, 5, RESIDENTS));
		measure(Report.section("feeds", "Snapshot storm", "snapshot storm"), storm
				+ " clients with all 1,000 keys connect at once; the current tick is the last of the 1,000 values.",
				feed, Scenario.arrivals(storm, Double.POSITIVE_INFINITY, RESIDENTS));
	}

	private void peers() throws IOException {
		int clients = this.settings.clients(1_000);
		Feed feed = new Feed(1_000, 1_000, 1_000, Duration.ZERO, KEYS_PER_CLIENT, ALL);
		List<Peer> peers = Peer.allOf(feed);
		IntFunction<Scenario> steady = (
				number) -> (system) -> Scenario.steady(number, this.settings.warmUpSeconds(), this.settings.seconds())
					.run(system)
					.add("expected", (long) number * KEYS_PER_CLIENT * this.settings.seconds());
		new Comparison(Report.section("feeds", "Compared with other servers", "peers"), peers.get(0), steady, COLUMNS)
			.run(this.settings.chosen(peers), clients, this.settings.turns(), clients + " clients, each with "
					+ KEYS_PER_CLIENT + " random keys of 1,000. Each key changes once"
					+ " per second, and each change is written at once to the clients that have the key;"
					+ " gateway-1s writes to each client at most once per second. A frame is one value."
					+ " p50 and p99 are measured from the publisher's send to the client's receipt."
					+ " The gateway reads its records from Kafka, so its delay contains the producer's and the"
					+ " broker's, its CPU contains reading the topic, and the broker shares the machine with it."
					+ " The others have no Kafka: the same publisher sends each message straight to them, to NATS"
					+ " with PUB, to Node.js on the standard input. The floor makes its values itself. Only the"
					+ " gateway has logins and rights, and keeps the newest value for a client that is slow."
					+ " NATS has one subject per key, without JetStream: a new client waits for the next change"
					+ " of each key. Centrifugo and Zilla, which push the newest value per key as well, are"
					+ " absent: the package registries used here do not have them.");
	}

	private void memory() throws IOException {
		Report report = Report.section("feeds", "Memory", "memory");
		int clients = this.settings.clients();
		for (int turn = 1; turn <= this.settings.turns(); turn++) {
			Figures one = liveHeap(report, KEYS, 1, clients);
			Figures some = liveHeap(report, KEYS, KEYS_PER_CLIENT, clients);
			Figures more = liveHeap(report, MORE_KEYS, 1, 1);
			String without = "live heap without clients, bytes";
			String with = "live heap with clients, bytes";
			some.add("bytes per key", (more.get(without) - some.get(without)) / (MORE_KEYS - KEYS));
			some.add("bytes per client", (one.get(with) - one.get(without)) / clients);
			some.add("bytes per additional key of a client",
					(some.get(with) - one.get(with)) / (KEYS_PER_CLIENT - 1) / clients);
			report.add("gateway", clients, turn, some);
		}
		report.write("Live heap of the gateway with " + KEYS + " keys and " + clients + " clients with "
				+ KEYS_PER_CLIENT + " of them, and the differences to one key per client and to " + MORE_KEYS
				+ " keys. Values have about 40 bytes.");
		new FiguresTable(report, this.settings.turns()).write(List.of("gateway"));
		report.save();
	}

	private static Figures liveHeap(Report report, int keys, int keysPerClient, int clients) {
		return Turns.measure(gateway(feed(keys, keysPerClient)), Scenario.liveHeap(clients), report);
	}

	private static Peer gateway(Feed feed) {
		return Peer.ofFeed(feed).get(1);
	}

	private void measure(Report report, String description, Feed feed, Scenario scenario) throws IOException {
		List<Peer> peers = List.of(gateway(feed));
		new Turns(report, scenario, this.settings.clients(), this.settings.turns()).run(peers);
		save(report.write(description), peers);
	}

	private void save(Report report, List<Peer> peers) throws IOException {
		new FiguresTable(report, this.settings.turns()).write(peers.stream().map(Peer::name).toList());
		report.save();
	}

	/** What can be measured by itself. */
	enum Part {

		FANOUT, LATENCY, STALLED, MEMORY, SNAPSHOT, PEERS

	}

}
