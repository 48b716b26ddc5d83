package io.realtimeclock.benchmark.plan;

import java.util.List;
import java.util.stream.Collectors;

import io.realtimeclock.benchmark.peer.Peer;

/** What ran in a comparison, or is absent, in Markdown. */
final class Versions {

	private Versions() {
	}

	static String list(List<Peer> peers) {
		return peers.stream().map(Versions::line).collect(Collectors.joining());
	}

	private static String line(Peer peer) {
		String words = peer.lack().map((lack) -> "absent, this machine lacks " + lack).orElseGet(peer::version);
		return "- " + peer.name() + ": " + words + "\n";
	}

}
