package io.realtimeclock.benchmark.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks programs for their versions. */
public final class Version {

	private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)+");

	private Version() {
	}

	/** Return the first version number that a command prints. */
	public static String of(String... command) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			Matcher number = NUMBER.matcher(output);
			return number.find() ? number.group() : "unknown";
		}
		catch (IOException ex) {
			return "unknown";
		}
	}

	/** Return the version of an installed Debian package. */
	public static String ofPackage(String name) {
		return of("dpkg-query", "--showformat", "${Version}", "--show", name);
	}

}
