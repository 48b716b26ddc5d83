package io.realtimeclock.benchmark.peer;

import java.io.IOException;
import java.util.Optional;

import io.realtimeclock.benchmark.load.Target;
import io.realtimeclock.benchmark.load.WireFormat;
import io.realtimeclock.benchmark.process.Closer;
import io.realtimeclock.benchmark.process.FreePorts;
import io.realtimeclock.benchmark.process.Installed;
import io.realtimeclock.benchmark.process.Program;
import io.realtimeclock.benchmark.process.Wait;

/** A minimal server written in C that only sends, compiled on this machine. */
final class Floor implements Peer {

	@Override
	public String name() {
		return "floor";
	}

	@Override
	public Optional<String> missing() {
		return Installed.has("cc") ? Optional.empty() : Optional.of("a C compiler, cc");
	}

	@Override
	public String version() {
		return "floor.c, cc " + Installed.version("cc", "--version");
	}

	@Override
	public SystemUnderTest start(Closer closer) throws IOException {
		String program = closer.folder().resolve("floor").toString();
		Program.start("floor-cc", "cc", "-O2", "-o", program, "floor.c").await(60);
		int port = FreePorts.next();
		Program floor = closer.add(Program.start("floor", program, Integer.toString(port)));
		Wait.untilListening(port, floor);
		return new SystemUnderTest(name(), new Target(port, "/", WireFormat.PLAIN), floor.pids());
	}

}
