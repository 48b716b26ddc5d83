package io.realtimeclock.benchmark.scenario;

import java.io.IOException;

import io.realtimeclock.benchmark.measure.Figures;
import io.realtimeclock.benchmark.peer.Subject;

/** Something that is done to a running server. */
@FunctionalInterface
public interface Scenario {

	/**
	 * Do it and return what was found.
	 * @throws IOException if the load can't be made
	 */
	Figures run(Subject subject) throws IOException;

}
