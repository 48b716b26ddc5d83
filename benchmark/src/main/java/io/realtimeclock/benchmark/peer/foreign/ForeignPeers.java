package io.realtimeclock.benchmark.peer.foreign;

import java.util.List;

import io.realtimeclock.benchmark.load.Dialect;
import io.realtimeclock.benchmark.peer.Peer;

/** All servers that are not ours. */
public final class ForeignPeers {

	private ForeignPeers() {
	}

	/** Return them in the order of reports. */
	public static List<Peer> all() {
		return List.of(new Nchan(), new Nats(), new NodeServer("ws", "/", Dialect.PLAIN),
				new NodeServer("socket.io", "/socket.io/?EIO=4&transport=websocket", Dialect.SOCKET_IO), new Seed());
	}

}
