package io.realtimeclock.gateway.feed;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.realtimeclock.gateway.feed.Feeds.FeedMemory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * A feed without a topic: the test puts its values.
 */
public final class LoneFeed {

	private static final String NAME = "lone";

	/**
	 * The time at which all happens, in epoch milliseconds.
	 */
	private static final long NOW = 10_000;

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final Feeds feeds;

	private final Feed feed;

	/**
	 * Create an empty feed that is read.
	 */
	public LoneFeed(int maxKeysPerClient) {
		this(maxKeysPerClient, 1000, null);
	}

	/**
	 * Create an empty feed that is read.
	 * @param staleAfter the time without a record after which it is stale, {@code null}
	 * for never
	 */
	public LoneFeed(int maxKeysPerClient, int maxKeys, @Nullable Duration staleAfter) {
		this(new FeedsProperties.FeedSettings(null, null, List.of(), Duration.ZERO, staleAfter, maxKeys,
				maxKeysPerClient, DataSize.ofKilobytes(1)));
	}

	private LoneFeed(FeedsProperties.FeedSettings settings) {
		this.feeds = new Feeds(new FeedsProperties(Map.of(NAME, settings)),
				new FeedMemory(new FeedMemory.Properties(null)), this.meters,
				InstantSource.fixed(Instant.ofEpochMilli(NOW)));
		this.feed = this.feeds.all().iterator().next();
		this.feed.table().loaded((key) -> FeedValue.absent(key, 0));
		this.feed.state(Feed.State.LIVE);
	}

	/**
	 * Create an empty feed that is read, and of which clients may see some keys.
	 * @param keys as in {@code gateway.feeds.<name>.rights}
	 */
	public static LoneFeed withRightTo(String keys) {
		return new LoneFeed(new FeedsProperties.FeedSettings(null, null, List.of(new FeedsProperties.Right(keys, null)),
				Duration.ZERO, null, 10, 10, DataSize.ofKilobytes(1)));
	}

	/**
	 * Create an empty feed whose clients are written to at most once in a time.
	 */
	public static LoneFeed withInterval(Duration interval) {
		return new LoneFeed(new FeedsProperties.FeedSettings(null, null, List.of(), interval, null, 10, 10,
				DataSize.ofKilobytes(1)));
	}

	public Feed feed() {
		return this.feed;
	}

	/**
	 * Return what a client asks for.
	 * @param keys none for all
	 */
	public FeedQuery query(List<String> keys) {
		try {
			return this.feeds.query(NAME, null, keys);
		}
		catch (FeedQuery.FeedRefusedException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	/**
	 * Put a value, {@code null} to delete the key. It is published later.
	 */
	public void put(String key, @Nullable String json) {
		put(key, json, NOW);
	}

	/**
	 * Put a value of a record that was made so many milliseconds ago.
	 */
	public void putLate(String key, String json, int millis) {
		put(key, json, NOW - millis);
	}

	private void put(String key, @Nullable String json, long timestamp) {
		byte[] value = (json != null) ? json.getBytes(StandardCharsets.UTF_8) : null;
		this.feed.table().put(key, FeedValue.encode(key, value, 0, timestamp));
	}

	public void publish() {
		this.feed.table().publish();
	}

	public double count(String meter, String... tags) {
		return this.meters.get(meter).tags(tags).counter().count();
	}

	public Timer delay() {
		return this.meters.get("gateway.feed.delay").timer();
	}

}
