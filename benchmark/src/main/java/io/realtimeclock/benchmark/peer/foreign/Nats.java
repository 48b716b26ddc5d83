package io.realtimeclock.benchmark.peer.foreign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import io.realtimeclock.benchmark.load.Dialect;
import io.realtimeclock.benchmark.load.Target;
import io.realtimeclock.benchmark.peer.Peer;
import io.realtimeclock.benchmark.peer.Subject;
import io.realtimeclock.benchmark.process.FreePorts;
import io.realtimeclock.benchmark.process.Installed;
import io.realtimeclock.benchmark.process.Network;
import io.realtimeclock.benchmark.process.Parts;
import io.realtimeclock.benchmark.process.Program;
import io.realtimeclock.benchmark.process.Version;

/** The NATS server with its WebSocket listener. */
final class Nats implements Peer {

	private static final String SERVER = "nats-server";

	@Override
	public String name() {
		return "nats";
	}

	@Override
	public Optional<String> lack() {
		return Installed.has(SERVER) ? Optional.empty() : Optional.of(SERVER);
	}

	@Override
	public String version() {
		return SERVER + " " + Version.of(Installed.path(SERVER), "--version");
	}

	@Override
	public Subject start(Parts parts) throws IOException {
		int port = FreePorts.next();
		int webSocketPort = FreePorts.next();
		Path settings = Template.fill(Path.of("peers", "nats", "nats.conf"), parts.folder(),
				Map.of("PORT", Integer.toString(port), "WEBSOCKET_PORT", Integer.toString(webSocketPort)));
		Program nats = parts.add(Program.start("nats", Installed.path(SERVER), "-c", settings.toString()));
		Network.awaitListening(webSocketPort, nats);
		Network.awaitListening(port, nats);
		parts.add(TickSource.start(parts.add(new NatsPublisher(port))));
		return new Subject("nats", new Target(webSocketPort, "/", Dialect.NATS), nats.pids());
	}

}
