package io.realtimeclock.benchmark.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.realtimeclock.benchmark.feed.Feed;
import io.realtimeclock.benchmark.feed.FeedSource;
import io.realtimeclock.benchmark.load.Target;
import io.realtimeclock.benchmark.load.WireFormat;
import io.realtimeclock.benchmark.process.Closer;
import io.realtimeclock.benchmark.process.Installed;
import io.realtimeclock.benchmark.process.Program;
import io.realtimeclock.benchmark.process.Wait;
import io.realtimeclock.testsupport.FreePorts;
import org.jspecify.annotations.Nullable;

/**
 * The NATS server with its WebSocket listener, without JetStream.
 *
 * @param feed what clients receive instead of the clock, one subject per key,
 * {@code null} for the clock
 */
record Nats(@Nullable Feed feed) implements Peer {

	private static final String SERVER = "nats-server";

	private static final int MAX_CLIENTS = 19_900;

	@Override
	public String name() {
		return "nats";
	}

	@Override
	public Optional<String> missing() {
		return Installed.has(SERVER) ? Optional.empty() : Optional.of(SERVER);
	}

	@Override
	public String version() {
		return SERVER + " " + Installed.version(Installed.path(SERVER), "--version");
	}

	@Override
	public SystemUnderTest start(Closer closer) throws IOException {
		int port = FreePorts.next();
		int webSocketPort = FreePorts.next();
		Path configuration = Program.configure(Path.of("peers", "nats", "nats.conf"), closer.folder(),
				Map.of("PORT", Integer.toString(port), "WEBSOCKET_PORT", Integer.toString(webSocketPort)));
		Program nats = closer.add(Program.start("nats", Installed.path(SERVER), "-c", configuration.toString()));
		Wait.untilListening(webSocketPort, nats);
		Wait.untilListening(port, nats);
		NatsPublisher publisher = closer.add(new NatsPublisher(port));
		closer.add((this.feed != null) ? FeedSource.relayed(this.feed, publisher)
				: TickSource.start((tick) -> publisher.publish("time", tick)));
		List<Target> targets = (this.feed != null) ? this.feed.targets(webSocketPort, "/", MAX_CLIENTS, WireFormat.NATS)
				: List.of(new Target(webSocketPort, "/", WireFormat.NATS));
		return new SystemUnderTest("nats", targets, nats.pids(), Credentials.NONE);
	}

	/** Publishes with the client protocol of NATS. */
	private static final class NatsPublisher implements FeedSource.Publisher, AutoCloseable {

		private final Socket socket;

		NatsPublisher(int port) throws IOException {
			this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
			send("CONNECT {\"verbose\":false,\"pedantic\":false}\r\n");
		}

		@Override
		public void publish(String subject, String message) throws IOException {
			send("PUB " + subject + " " + message.length() + "\r\n" + message + "\r\nPONG\r\n");
		}

		private void send(String lines) throws IOException {
			this.socket.getOutputStream().write(lines.getBytes(StandardCharsets.US_ASCII));
		}

		@Override
		public void close() throws IOException {
			this.socket.close();
		}

	}

}
