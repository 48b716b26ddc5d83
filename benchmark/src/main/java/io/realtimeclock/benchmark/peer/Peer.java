package io.realtimeclock.benchmark.peer;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.realtimeclock.benchmark.feed.Feed;
import io.realtimeclock.benchmark.process.Closer;
import io.realtimeclock.benchmark.report.Figures;

/** A server, or several, that can be started and measured. */
public interface Peer {

	/** Return the name on the command line and in reports. */
	String name();

	/** Return what must be installed to start it, empty if nothing is missing. */
	Optional<String> missing();

	/** Return names and versions of its software. */
	String version();

	/** Return the flags of its JVM, empty if it has none. */
	default Optional<String> flags() {
		return Optional.empty();
	}

	default int maxClients() {
		return Integer.MAX_VALUE;
	}

	/**
	 * Start the server and wait until it serves clients.
	 * @param closer closes everything that was started
	 * @throws IOException if it fails to start
	 */
	SystemUnderTest start(Closer closer) throws IOException;

	/**
	 * Start the server, run an action and stop the server.
	 * @throws IOException if it fails to start, or the action fails
	 */
	default Figures measure(Action action) throws IOException {
		try (Closer closer = new Closer()) {
			return action.measure(start(closer));
		}
	}

	/** Return the peers of a comparison, the floor first. */
	static List<Peer> all() {
		return List.of(floor(), Gateway.replicas(1), new Nchan(), new Nats(null), NodeServer.ws(null),
				NodeServer.socketIo(null), new Seed());
	}

	/** Return the floor, the minimal server written in C. */
	static Peer floor() {
		return new Floor(null);
	}

	/** Return the servers of a feed, the floor first. */
	static List<Peer> ofFeed(Feed feed) {
		return List.of(new Floor(feed), Gateway.of(feed));
	}

	/**
	 * Return the servers of a comparison of a feed whose changes are written at once, the
	 * floor first. One of them is the gateway with an interval.
	 */
	static List<Peer> allOf(Feed feed) {
		return List.of(new Floor(feed), Gateway.of(feed),
				Gateway.of("gateway-1s", feed.withInterval(Duration.ofSeconds(1))), new Nats(feed), NodeServer.ws(feed),
				NodeServer.socketIo(feed));
	}

	/** Return a peer by its name. */
	static Peer named(String name) {
		return Stream
			.concat(all().stream(), Stream.of(Gateway.withoutFlags(), Gateway.replicas(2), Gateway.replicas(4)))
			.filter((peer) -> peer.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
					"Unknown server " + name + ", use one of " + all().stream().map(Peer::name).toList()));
	}

	/** Measure how long a gateway takes to start, see {@link StartTime}. */
	static Figures measureStart() throws IOException {
		return StartTime.measure();
	}

	/** Measures a running server. */
	@FunctionalInterface
	interface Action {

		Figures measure(SystemUnderTest system) throws IOException;

	}

}
