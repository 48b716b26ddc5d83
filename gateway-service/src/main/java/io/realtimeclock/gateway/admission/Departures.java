package io.realtimeclock.gateway.admission;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Places that were given back here and still stand in the ledger. They are taken out of
 * it ten times a second, so that nobody who leaves waits for Redis.
 */
final class Departures {

	private static final int BATCH = 1_000;

	private final Queue<Place> gone = new ConcurrentLinkedQueue<>();

	void add(Place place) {
		this.gone.add(place);
	}

	boolean isEmpty() {
		return this.gone.isEmpty();
	}

	void forget() {
		this.gone.clear();
	}

	/**
	 * Take all of them out of the ledger.
	 * @throws org.springframework.dao.DataAccessException if Redis does not answer
	 */
	void settle(Ledger ledger) {
		for (List<Place> batch = next(); !batch.isEmpty(); batch = next()) {
			ledger.giveBack(batch);
		}
	}

	private List<Place> next() {
		List<Place> batch = new ArrayList<>();
		while (batch.size() < BATCH) {
			Place place = this.gone.poll();
			if (place == null) {
				break;
			}
			batch.add(place);
		}
		return batch;
	}

}
