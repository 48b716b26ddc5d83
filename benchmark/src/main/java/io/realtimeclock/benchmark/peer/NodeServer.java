package io.realtimeclock.benchmark.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.realtimeclock.benchmark.load.Target;
import io.realtimeclock.benchmark.load.WireFormat;
import io.realtimeclock.benchmark.process.Closer;
import io.realtimeclock.benchmark.process.Installed;
import io.realtimeclock.benchmark.process.Program;
import io.realtimeclock.benchmark.process.Wait;
import io.realtimeclock.testsupport.FreePorts;

/**
 * A server for Node.js that uses one npm package.
 *
 * @param name the name of the package and of its folder in {@code peers}
 * @param path the path that clients connect to
 */
record NodeServer(String name, String path, WireFormat wireFormat) implements Peer {

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
		Program node = closer.add(Program.start(this.name, Map.of("NODE_ENV", "production"),
				List.of("node", folder().resolve("server.js").toString(), Integer.toString(port))));
		Wait.untilListening(port, node);
		return new SystemUnderTest(this.name, new Target(port, this.path, this.wireFormat), node.pids());
	}

}
