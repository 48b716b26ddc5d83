package io.realtimeclock.benchmark.peer;

import java.io.IOException;
import java.nio.file.Files;
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
 * A server for Node.js that uses one npm package.
 *
 * @param name the name of the package and of its folder in {@code peers}
 * @param path the path that clients connect to
 * @param feed what clients receive instead of the clock, {@code null} for the clock
 */
record NodeServer(String name, String path, WireFormat wireFormat, @Nullable Feed feed) implements Peer {

	private static final int MAX_CLIENTS = 20_000;

	static NodeServer ws(@Nullable Feed feed) {
		return new NodeServer("ws", "/", WireFormat.PLAIN, feed);
	}

	static NodeServer socketIo(@Nullable Feed feed) {
		return new NodeServer("socket.io", "/socket.io/?EIO=4&transport=websocket", WireFormat.SOCKET_IO, feed);
	}

	@Override
	public Optional<String> missing() {
		if (!Installed.has("node")) {
			return Optional.of("Node.js");
		}
		return Files.isDirectory(modules()) ? Optional.empty()
				: Optional.of("the package " + this.name + ": npm install in benchmark/peers/" + this.name);
	}

	private Path folder() {
		return Path.of("peers", this.name);
	}

	private Path modules() {
		return folder().resolve("node_modules");
	}

	@Override
	public String version() {
		String description = modules().resolve(this.name).resolve("package.json").toString();
		return this.name + " " + Installed.version("node", "-p", "require('./" + description + "').version")
				+ ", Node.js " + Installed.version("node", "--version");
	}

	@Override
	public SystemUnderTest start(Closer closer) throws IOException {
		int port = FreePorts.next();
		Path script = folder().resolve((this.feed != null) ? "feed.js" : "server.js");
		Program node = closer.add(Program.start(this.name, Map.of("NODE_ENV", "production"),
				List.of("node", script.toString(), Integer.toString(port))));
		Wait.untilListening(port, node);
		List<Target> targets = List.of(new Target(port, this.path, this.wireFormat));
		if (this.feed != null) {
			closer.add(FeedSource.relayed(this.feed, (key, value) -> node.input(key + " " + value + "\n")));
			targets = this.feed.targets(port, this.path, MAX_CLIENTS, this.wireFormat);
		}
		return new SystemUnderTest(this.name, targets, node.pids(), Credentials.NONE);
	}

}
