package io.realtimeclock.benchmark.peer;

import java.io.IOException;
import java.util.List;
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
 * A minimal server written in C that only sends, compiled on this machine.
 *
 * @param feed what clients receive instead of the clock, {@code null} for the clock
 */
record Floor(@Nullable Feed feed) implements Peer {

	private static final int MAX_CLIENTS = 20_000;

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
		if (this.feed != null) {
			// Both servers share the machine with the same broker and producer
			closer.add(FeedSource.start(this.feed, Backend.start(closer).kafkaPort()));
		}
		int port = FreePorts.next();
		String keys = Integer.toString((this.feed != null) ? this.feed.keys() : 0);
		Program floor = closer.add(Program.start("floor", program, Integer.toString(port), keys));
		Wait.untilListening(port, floor);
		List<Target> targets = (this.feed != null) ? this.feed.targets(port, "/", MAX_CLIENTS)
				: List.of(new Target(port, "/", WireFormat.PLAIN));
		return new SystemUnderTest(name(), targets, floor.pids(), Credentials.NONE);
	}

}
