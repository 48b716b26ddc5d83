package io.realtimeclock.benchmark.peer.foreign;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.realtimeclock.benchmark.process.Program;

/**
 * Python as Debian has it, with what was installed for it.
 *
 * @param environment what its programs' environment holds
 */
record Python(Map<String, String> environment) {

	private static final String PROGRAM = "/usr/bin/python3";

	/** Tell whether there are modules, whose names are separated by commas. */
	static boolean has(String modules) {
		try {
			return new ProcessBuilder(PROGRAM, "-c", "import " + modules)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
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

	Program script(String name, String file) throws IOException {
		return Program.start(name, this.environment, List.of(PROGRAM, file));
	}

	Program module(String name, String... module) throws IOException {
		List<String> command = new ArrayList<>(List.of(PROGRAM, "-m"));
		command.addAll(List.of(module));
		return Program.start(name, this.environment, command);
	}

}
