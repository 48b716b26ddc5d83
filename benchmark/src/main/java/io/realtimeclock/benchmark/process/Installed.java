package io.realtimeclock.benchmark.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The programs installed on this machine. */
public final class Installed {

	static final String PATH = Optional.ofNullable(System.getenv("PATH")).orElse("");

	private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)+");

	private Installed() {
	}

	public static boolean has(String program) {
		return find(program).isPresent();
	}

	/** Return the path of an installed program. */
	public static String path(String program) {
		return find(program).orElseThrow().toString();
	}

	private static Optional<Path> find(String program) {
		List<String> folders = new ArrayList<>(List.of(PATH.split(File.pathSeparator, -1)));
		folders.add("/usr/sbin");
		return folders.stream().map((folder) -> Path.of(folder, program)).filter(Files::isExecutable).findFirst();
	}

	/** Return the first version number that a command prints. */
	public static String version(String... command) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			Matcher version = VERSION.matcher(output);
			return version.find() ? version.group() : "unknown";
		}
		catch (IOException ex) {
			return "unknown";
		}
	}

	/** Return the version of a Debian package. */
	public static String packageVersion(String name) {
		return version("dpkg-query", "--showformat", "${Version}", "--show", name);
	}

}
