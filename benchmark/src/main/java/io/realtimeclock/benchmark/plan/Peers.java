package io.realtimeclock.benchmark.plan;

import java.util.List;
import java.util.stream.Stream;

import io.realtimeclock.benchmark.peer.Floor;
import io.realtimeclock.benchmark.peer.Peer;
import io.realtimeclock.benchmark.peer.foreign.ForeignPeers;
import io.realtimeclock.benchmark.peer.gateway.Gateway;

/** All servers that are compared. */
final class Peers {

	static final Peer FLOOR = new Floor();

	private static final List<Peer> ALL = Stream
		.concat(Stream.of(FLOOR, Gateway.replicas(1), Gateway.ordinary()), ForeignPeers.all().stream())
		.toList();

	private static final List<Peer> SEVERAL = List.of(Gateway.replicas(2), Gateway.replicas(4));

	private Peers() {
	}

	/** Return them all, the floor first. */
	static List<Peer> all() {
		return ALL;
	}

	static Peer named(String name) {
		return Stream.concat(ALL.stream(), SEVERAL.stream())
			.filter((peer) -> peer.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
					"There is no peer " + name + ", only " + ALL.stream().map(Peer::name).toList()));
	}

}
