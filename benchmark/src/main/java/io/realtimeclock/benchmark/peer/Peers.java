package io.realtimeclock.benchmark.peer;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.realtimeclock.benchmark.load.Dialect;

/** All servers that are compared. */
public final class Peers {

	private static final List<Peer> ALL = List.of(new Floor(), gateways(1),
			new Gateway("gateway-ordinary", 1,
					Map.of("GATEWAY_DIRECT", "false", "JDK_JAVA_OPTIONS", JvmFlags.ORDINARY)),
			new Nchan(), new Nats(), new NodeServer("ws", "/", Dialect.PLAIN),
			new NodeServer("socket.io", "/socket.io/?EIO=4&transport=websocket", Dialect.SOCKET_IO), new Seed());

	private static final List<Peer> SEVERAL = List.of(gateways(2), gateways(4));

	private Peers() {
	}

	/** Return them all, the floor first. */
	public static List<Peer> all() {
		return ALL;
	}

	/** Find one by its name. */
	public static Peer named(String name) {
		return Stream.concat(ALL.stream(), SEVERAL.stream())
			.filter((peer) -> peer.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
					"There is no peer " + name + ", only " + ALL.stream().map(Peer::name).toList()));
	}

	private static Peer gateways(int replicas) {
		return new Gateway((replicas == 1) ? "gateway" : "gateway-x" + replicas, replicas, Map.of());
	}

}
