package io.realtimeclock.benchmark.peer;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
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

/**
 * A server for Node.js with one package.
 *
 * @param name the package's name, and its folder's
 * @param path where clients connect
 */
record NodeServer(String name, String path, Dialect dialect) implements Peer {

	@Override
	public Optional<String> lack() {
		if (Installed.find("node").isEmpty()) {
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
	public Running start() throws IOException {
		return Starting.run(this::start);
	}

	private Subject start(Parts parts) throws IOException {
		int port = FreePorts.next();
		Program node = parts.add(Program.start(this.name, Map.of("NODE_ENV", "production"),
				List.of("node", folder().resolve("server.js").toString(), Integer.toString(port))));
		Network.awaitListening(port, node);
		Target target = Target.of(URI.create("ws://127.0.0.1:" + port + this.path), this.dialect);
		return new Subject(this.name, List.of(target), node.pids(), Credentials.NONE);
	}

}
