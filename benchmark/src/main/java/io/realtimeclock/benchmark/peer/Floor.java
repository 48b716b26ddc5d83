package io.realtimeclock.benchmark.peer;

import java.io.IOException;
import java.util.ArrayList;
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
		if (this.feed != null && !this.feed.isAtOnce()) {
			// Both servers share the machine with the same broker and producer
			closer.add(FeedSource.start(this.feed, Backend.start(closer).kafkaPort()));
		}
		int port = FreePorts.next();
		List<String> command = new ArrayList<>(List.of(program, Integer.toString(port)));
		if (this.feed != null) {
			command.add(Integer.toString(this.feed.keys()));
			command.addAll(this.feed.isAtOnce() ? List.of("at-once") : List.of());
		}
		Program floor = closer.add(Program.start("floor", Map.of(), command));
		Wait.untilListening(port, floor);
		List<Target> targets = (this.feed != null) ? this.feed.targets(port, "/", MAX_CLIENTS, WireFormat.PLAIN)
				: List.of(new Target(port, "/", WireFormat.PLAIN));
		return new SystemUnderTest(name(), targets, floor.pids(), Credentials.NONE);
	}

}
