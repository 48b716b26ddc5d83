package io.realtimeclock.benchmark.peer;

import java.io.IOException;
import java.util.Optional;

import io.realtimeclock.benchmark.load.Dialect;
import io.realtimeclock.benchmark.load.Target;
import io.realtimeclock.benchmark.process.FreePorts;
import io.realtimeclock.benchmark.process.Installed;
import io.realtimeclock.benchmark.process.Network;
import io.realtimeclock.benchmark.process.Parts;
import io.realtimeclock.benchmark.process.Program;
import io.realtimeclock.benchmark.process.Version;

/** The page of C that does nothing but send, compiled here. */
public final class Floor implements Peer {

	@Override
	public String name() {
		return "floor";
	}

	@Override
	public Optional<String> lack() {
		return Installed.has("cc") ? Optional.empty() : Optional.of("a C compiler, cc");
	}

	@Override
	public String version() {
		return "floor.c, cc " + Version.of("cc", "--version");
	}

	@Override
	public Subject start(Parts parts) throws IOException {
		String program = parts.folder().resolve("floor").toString();
		Program.start("floor-cc", "cc", "-O2", "-o", program, "floor.c").await(60);
		int port = FreePorts.next();
		Program floor = parts.add(Program.start("floor", program, Integer.toString(port)));
		Network.awaitListening(port, floor);
		return new Subject(name(), new Target(port, "/", Dialect.PLAIN), floor.pids());
	}

}
