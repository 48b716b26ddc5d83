package io.realtimeclock.benchmark.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.util.FileSystemUtils;

/** A folder that goes when it is no longer needed. */
record Scratch(Path folder) implements AutoCloseable {

	static Scratch create() throws IOException {
		return new Scratch(Files.createTempDirectory("benchmark-"));
	}

	@Override
	public void close() throws IOException {
		FileSystemUtils.deleteRecursively(this.folder);
	}

}
