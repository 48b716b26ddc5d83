package io.realtimeclock.benchmark.plan;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

import io.realtimeclock.benchmark.measure.Figures;
import io.realtimeclock.benchmark.measure.Progress;
import io.realtimeclock.benchmark.peer.Peer;
import io.realtimeclock.benchmark.report.Report;
import io.realtimeclock.benchmark.scenario.Scenarios;

/**
 * All servers beside the floor. The floor is measured anew before each of them, as a
 * machine is not the same from one minute to the next: ratios are what counts.
 */
final class Comparison {

	static final String CPU = "CPU a frame, µs";

	static final String P99 = "p99, ms";

	private final Report report = new Report("comparison", "One tick to one client, beside the peers");

	private final Settings settings;

	Comparison(Settings settings) {
		this.settings = settings;
	}

	void run(List<Peer> peers) throws IOException {
		Peer floor = Peers.FLOOR;
		List<Peer> present = peers.stream().filter((peer) -> isPresent(peer, floor)).toList();
		for (int turn = 1; turn <= this.settings.turns(); turn++) {
			for (Peer peer : present) {
				int clients = Math.min(this.settings.clients(), peer.mostClients());
				Progress.say("turn %d of %d: %s".formatted(turn, this.settings.turns(), peer.name()));
				Figures base = measure(floor, clients);
				this.report.add(floor.name(), clients, turn, base);
				Figures figures = measure(peer, clients);
				// There is nothing to compare with if the floor's run is void
				if (base.flaw() == null) {
					figures.add("CPU / floor", figures.get(CPU) / base.get(CPU));
					figures.add("p99 / floor", figures.get(P99) / base.get(P99));
				}
				this.report.add(peer.name(), clients, turn, figures);
			}
		}
		this.report.write("Two ticks a second to each client. CPU is the server's time in user and kernel mode for each"
				+ " frame that a client received; p99 counts from the beginning of the tick's slot to the client's"
				+ " receipt. Turns: " + this.settings.turns()
				+ ", of which these are medians; each ratio is to a run of the floor just before it.");
		new ComparisonTable(this.report, this.settings.clients()).write(floor, present);
		Stream<Peer> floorFirst = peers.contains(floor) ? peers.stream()
				: Stream.concat(Stream.of(floor), peers.stream());
		this.report.write(Versions.list(floorFirst.toList()));
		this.report.save();
	}

	private Figures measure(Peer peer, int clients) {
		return Turn.measure(peer, Scenarios.steady(clients, this.settings.warmUp(), this.settings.seconds()));
	}

	private boolean isPresent(Peer peer, Peer floor) {
		return peer.lack().isEmpty() && !peer.name().equals(floor.name());
	}

}
