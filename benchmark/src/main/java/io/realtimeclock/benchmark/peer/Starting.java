package io.realtimeclock.benchmark.peer;

import java.io.IOException;

import io.realtimeclock.benchmark.process.Parts;
import io.realtimeclock.benchmark.scenario.Subject;

/** Starts several parts, and stops those that run already if one of them fails. */
@FunctionalInterface
interface Starting {

	Subject start(Parts parts) throws IOException;

	static Running run(Starting starting) throws IOException {
		Parts parts = new Parts();
		try {
			return new Running(starting.start(parts), parts);
		}
		catch (IOException | RuntimeException ex) {
			parts.close();
			throw ex;
		}
	}

}
