package io.realtimeclock.benchmark.peer;

import io.realtimeclock.benchmark.process.Parts;
import io.realtimeclock.benchmark.scenario.Subject;

/**
 * A server that runs, with what it needs.
 *
 * @param subject what scenarios look at
 * @param parts what is stopped with it
 */
public record Running(Subject subject, Parts parts) implements AutoCloseable {

	@Override
	public void close() {
		this.parts.close();
	}

}
