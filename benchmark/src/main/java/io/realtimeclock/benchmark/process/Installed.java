package io.realtimeclock.benchmark.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is installed on this machine. */
public final class Installed {

	static final String PATH = Optional.ofNullable(System.getenv("PATH")).orElse("");

	private Installed() {
	}

	/** Find the first of some programs that the path has. */
	public static Optional<Path> find(String... programs) {
		List<String> folders = new ArrayList<>(List.of(PATH.split(File.pathSeparator, -1)));
		folders.add("/usr/sbin");
		return Arrays.stream(programs).flatMap((program) -> in(folders, program)).findFirst();
	}

	private static Stream<Path> in(List<String> folders, String program) {
		return folders.stream().map((folder) -> Path.of(folder, program)).filter(Files::isExecutable);
	}

}
