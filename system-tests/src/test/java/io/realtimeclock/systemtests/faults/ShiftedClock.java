package io.realtimeclock.systemtests.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A shifted wall clock of one process; the monotonic clock is unchanged.
 */
final class ShiftedClock {

	private static final Path LIBRARY = Path.of("target", "shifted-clock.so").toAbsolutePath();

	private final Path file;

	private ShiftedClock(Path file) {
		this.file = file;
	}

	static ShiftedClock create(String name) throws IOException, InterruptedException {
		compile();
		ShiftedClock clock = new ShiftedClock(Path.of("target", "shift-of-" + name).toAbsolutePath());
		clock.shift(Duration.ZERO);
		return clock;
	}

	private static synchronized void compile() throws IOException, InterruptedException {
		if (Files.exists(LIBRARY)) {
			return;
		}
		Process compiler = new ProcessBuilder("gcc", "-shared", "-fPIC", "-O2", "-o", LIBRARY.toString(),
				Path.of("src", "test", "resources", "shifted-clock.c").toString())
			.inheritIO()
			.start();
		if (!compiler.waitFor(60, TimeUnit.SECONDS) || compiler.exitValue() != 0) {
			throw new IllegalStateException("shifted-clock.c does not compile");
		}
	}

	Map<String, String> environment() {
		return Map.of("LD_PRELOAD", LIBRARY.toString(), "SHIFTED_CLOCK", this.file.toString());
	}

	/**
	 * Set the clock ahead of the true time, or behind it.
	 */
	void shift(Duration by) throws IOException {
		Path next = this.file.resolveSibling(this.file.getFileName() + ".new");
		Files.writeString(next, Long.toString(by.toMillis()));
		Files.move(next, this.file, StandardCopyOption.ATOMIC_MOVE);
	}

}
