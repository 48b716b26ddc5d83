package io.realtimeclock.benchmark.feed;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.realtimeclock.benchmark.load.Target;
import io.realtimeclock.benchmark.load.WireFormat;

/**
 * A feed and its clients. The first clients have some of the keys that change, in random
 * choice; all others have every key.
 *
 * @param keys the number of keys
 * @param changing the number of keys that change, in turn
 * @param perSecond the number of changes per second
 * @param interval the time in which a client is written to at most once
 * @param keysPerClient the number of keys of each of the first clients
 * @param firstClients the number of the first clients
 */
public record Feed(int keys, int changing, int perSecond, Duration interval, int keysPerClient, int firstClients) {

	/** The name of the feed and of its topic. */
	public static final String NAME = "bench";

	/** Each run has the same choice. */
	private static final int SEED = 42;

	/** Return whether each change is written at once. */
	public boolean isAtOnce() {
		return this.interval.isZero();
	}

	/** Return the same feed with another interval. */
	public Feed withInterval(Duration other) {
		return new Feed(this.keys, this.changing, this.perSecond, other, this.keysPerClient, this.firstClients);
	}

	/** Return the addresses that clients connect to in turn. */
	public List<Target> targets(int port, String path, int clients, WireFormat wireFormat) {
		Random random = new Random(SEED);
		return IntStream.range(0, clients)
			.mapToObj((client) -> (client < this.firstClients)
					? new Target(port, path + query(path, random), wireFormat, this.keysPerClient)
					: new Target(port, path, wireFormat, this.keys))
			.toList();
	}

	private String query(String path, Random random) {
		return random.ints(0, this.changing)
			.distinct()
			.limit(this.keysPerClient)
			.mapToObj((key) -> "key=" + key(key))
			.collect(Collectors.joining("&", path.contains("?") ? "&" : "?", ""));
	}

	static String key(int number) {
		return String.format(Locale.ROOT, "k%05d", number);
	}

}
