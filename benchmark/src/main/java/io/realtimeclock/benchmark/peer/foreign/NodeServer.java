package io.realtimeclock.benchmark.peer.foreign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

/**
 * A server for Node.js with one package.
 *
 * @param name the package's name, and its folder's
 * @param path where clients connect
 */
record NodeServer(String name, String path, Dialect dialect) implements Peer {

	@Override
	public Optional<String> lack() {
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
		return this.name + " " + Version.of("node", "-p", "require('./" + description + "').version") + ", Node.js "
				+ Version.of("node", "--version");
	}

	@Override
	public Subject start(Parts parts) throws IOException {
		int port = FreePorts.next();
		Program node = parts.add(Program.start(this.name, Map.of("NODE_ENV", "production"),
				List.of("node", folder().resolve("server.js").toString(), Integer.toString(port))));
		Network.awaitListening(port, node);
		return new Subject(this.name, new Target(port, this.path, this.dialect), node.pids());
	}

}
