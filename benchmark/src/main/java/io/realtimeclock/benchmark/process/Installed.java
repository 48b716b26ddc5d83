package io.realtimeclock.benchmark.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is installed on this machine. */
public final class Installed {

	static final String PATH = Optional.ofNullable(System.getenv("PATH")).orElse("");

	private Installed() {
	}

	/** Tell whether there is a program of this name. */
	public static boolean has(String program) {
		return find(program).isPresent();
	}

	/** Return where a program is that is there. */
	public static String path(String program) {
		return find(program).orElseThrow().toString();
	}

	private static Optional<Path> find(String program) {
		List<String> folders = new ArrayList<>(List.of(PATH.split(File.pathSeparator, -1)));
		folders.add("/usr/sbin");
		return folders.stream().map((folder) -> Path.of(folder, program)).filter(Files::isExecutable).findFirst();
	}

}
