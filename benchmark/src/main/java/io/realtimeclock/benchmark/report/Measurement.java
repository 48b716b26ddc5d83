package io.realtimeclock.benchmark.report;

import io.realtimeclock.benchmark.measure.Figures;

/**
 * One measurement of one server.
 *
 * @param turn in which turn, from 1 on
 */
record Measurement(String peer, int clients, int turn, Figures figures) {

	boolean isOf(String name) {
		return this.peer.equals(name);
	}

}
