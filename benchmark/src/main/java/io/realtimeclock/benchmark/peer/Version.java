package io.realtimeclock.benchmark.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks programs for their versions. */
final class Version {

	private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)+");

	private Version() {
	}

	/** Return the first version number that a command prints. */
	static String of(String... command) {
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
	static String ofPackage(String name) {
		return of("dpkg-query", "--showformat", "${Version}", "--show", name);
	}

	/** Tell whether a command ends well. */
	static boolean runs(String... command) {
		try {
			return new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
