package io.realtimeclock.gateway.admission;

import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** Places that were given back here and still stand in the ledger. */
final class Departures {

	private static final int BATCH = 1_000;

	private final Queue<Place> gone = new ConcurrentLinkedQueue<>();

	void add(Place place) {
		this.gone.add(place);
	}

	void forget() {
		this.gone.clear();
	}

	/** Take all of them out of the ledger, and tell whether there were any. */
	boolean settle(Ledger ledger) {
		boolean any = !this.gone.isEmpty();
		for (List<Place> batch = next(); !batch.isEmpty(); batch = next()) {
			ledger.giveBack(batch);
		}
		return any;
	}

	private List<Place> next() {
		return Stream.generate(this.gone::poll).limit(BATCH).takeWhile(Objects::nonNull).toList();
	}

}
