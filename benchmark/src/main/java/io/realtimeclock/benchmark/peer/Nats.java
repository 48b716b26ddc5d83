package io.realtimeclock.benchmark.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.realtimeclock.benchmark.load.Dialect;
import io.realtimeclock.benchmark.load.Target;
import io.realtimeclock.benchmark.process.FreePorts;
import io.realtimeclock.benchmark.process.Installed;
import io.realtimeclock.benchmark.process.Network;
import io.realtimeclock.benchmark.process.Parts;
import io.realtimeclock.benchmark.process.Program;
import io.realtimeclock.benchmark.login.Credentials;
import io.realtimeclock.benchmark.scenario.Subject;

/** The NATS server with its WebSocket listener. */
final class Nats implements Peer {

	@Override
	public String name() {
		return "nats";
	}

	@Override
	public Optional<String> lack() {
		return Installed.find("nats-server").isPresent() ? Optional.empty() : Optional.of("nats-server");
	}

	@Override
	public String version() {
		return "nats-server " + Version.of(Installed.find("nats-server").orElseThrow().toString(), "--version");
	}

	@Override
	public Running start() throws IOException {
		return Starting.run(Nats::start);
	}

	private static Subject start(Parts parts) throws IOException {
		Path folder = parts.folder();
		int port = FreePorts.next();
		int webSocketPort = FreePorts.next();
		Path settings = Template.fill(Path.of("peers", "nats", "nats.conf"), folder,
				Map.of("PORT", Integer.toString(port), "WEBSOCKET_PORT", Integer.toString(webSocketPort)));
		Program nats = parts.add(Program.start("nats", Map.of(),
				List.of(Installed.find("nats-server").orElseThrow().toString(), "-c", settings.toString())));
		Network.awaitListening(webSocketPort, nats);
		Network.awaitListening(port, nats);
		Socket socket = parts.add(new Socket(InetAddress.getLoopbackAddress(), port));
		send(socket, "CONNECT {\"verbose\":false,\"pedantic\":false}\r\n");
		parts.add(TickSource
			.start((message) -> send(socket, "PUB time " + message.length() + "\r\n" + message + "\r\nPONG\r\n")));
		Target target = Target.of(URI.create("ws://127.0.0.1:" + webSocketPort + "/"), Dialect.NATS);
		return new Subject("nats", List.of(target), nats.pids(), Credentials.NONE);
	}

	private static void send(Socket socket, String lines) throws IOException {
		socket.getOutputStream().write(lines.getBytes(StandardCharsets.US_ASCII));
	}

}
