package io.realtimeclock.benchmark.peer;

import java.io.IOException;
import java.net.URI;
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

/** The page of C that does nothing but send, compiled here. */
final class Floor implements Peer {

	@Override
	public String name() {
		return "floor";
	}

	@Override
	public Optional<String> lack() {
		return Installed.find("cc").isPresent() ? Optional.empty() : Optional.of("a C compiler, cc");
	}

	@Override
	public String version() {
		return "floor.c, cc " + Version.of("cc", "--version");
	}

	@Override
	public Running start() throws IOException {
		return Starting.run(Floor::start);
	}

	private static Subject start(Parts parts) throws IOException {
		Path program = parts.folder().resolve("floor");
		Program.start("floor-cc", Map.of(), List.of("cc", "-O2", "-o", program.toString(), "floor.c")).await(60);
		int port = FreePorts.next();
		Program floor = parts
			.add(Program.start("floor", Map.of(), List.of(program.toString(), Integer.toString(port))));
		Network.awaitListening(port, floor);
		Target target = Target.of(URI.create("ws://127.0.0.1:" + port + "/"), Dialect.PLAIN);
		return new Subject("floor", List.of(target), floor.pids(), Credentials.NONE);
	}

}
