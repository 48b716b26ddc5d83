package io.realtimeclock.gateway.feed;

import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.realtimeclock.gateway.feed.Feeds.FeedMemory;

/**
 * One feed: its settings, its table, whether its topic is read, and its metrics, none of
 * which is per key.
 */
public final class Feed {

	/** The size of the longest key that is accepted, in bytes of UTF-8. */
	public static final int MAX_KEY_SIZE = 1024;

	private final String name;

	private final FeedsProperties.FeedSettings settings;

	private final FeedTable table;

	private final MeterRegistry meters;

	private final InstantSource clock;

	private final Counter records;

	private final Counter conflated;

	private final Timer delay;

	private final AtomicInteger subscriptions = new AtomicInteger();

	private final Map<SkipReason, Integer> skipped = new ConcurrentHashMap<>();

	private volatile State state = State.UNKNOWN;

	private volatile int staleNotices;

	private volatile boolean stale;

	Feed(String name, FeedsProperties.FeedSettings settings, FeedMemory memory, MeterRegistry meters,
			InstantSource clock) {
		this.name = name;
		this.settings = settings;
		this.table = new FeedTable(settings.maxKeys(), memory);
		this.meters = meters;
		this.clock = clock;
		this.records = Counter.builder("gateway.feed.records")
			.description("Records read from the feed's topic")
			.tag("feed", name)
			.register(meters);
		this.conflated = Counter.builder("gateway.feed.conflated")
			.description("Values that a newer one replaced before a client received them")
			.tag("feed", name)
			.register(meters);
		this.delay = Timer.builder("gateway.feed.delay")
			.description("From a record's timestamp to its write to the last client of an event loop")
			.tag("feed", name)
			.publishPercentileHistogram()
			.minimumExpectedValue(Duration.ofMillis(1))
			.maximumExpectedValue(Duration.ofSeconds(5))
			.register(meters);
		Gauge.builder("gateway.feed.keys", this.table, FeedTable::size)
			.description("Keys with a value")
			.tag("feed", name)
			.register(meters);
		Gauge.builder("gateway.feed.subscriptions", this.subscriptions, AtomicInteger::get)
			.description("Keys that clients have, each counted once per client")
			.tag("feed", name)
			.register(meters);
		for (SkipReason reason : SkipReason.values()) {
			// Each is exported before it is counted for the first time
			skippedCounter(reason);
		}
	}

	public String name() {
		return this.name;
	}

	public String topic() {
		return this.settings.topicOf(this.name);
	}

	public FeedsProperties.FeedSettings settings() {
		return this.settings;
	}

	public FeedTable table() {
		return this.table;
	}

	/** Count records of the topic. */
	public void read(int records) {
		this.records.increment(records);
	}

	/** Count values that a newer one replaced before a client received them. */
	public void conflated(int values) {
		this.conflated.increment(values);
	}

	/** Note that a value of this timestamp has reached the last client. */
	public void delivered(long timestamp) {
		long millis = this.clock.millis() - timestamp;
		if (millis >= 0) {
			this.delay.record(Duration.ofMillis(millis));
		}
	}

	/** Return how many keys all clients have, each counted once per client. */
	public AtomicInteger subscriptions() {
		return this.subscriptions;
	}

	/** Count what exceeded a limit; any thread may call it. */
	public void skipped(SkipReason reason, int count) {
		skippedCounter(reason).increment(count);
		this.skipped.merge(reason, count, Integer::sum);
	}

	private Counter skippedCounter(SkipReason reason) {
		return Counter.builder("gateway.feed.skipped")
			.description("Records, and keys of clients, that were skipped, by reason")
			.tag("feed", this.name)
			.tag("reason", reason.label())
			.register(this.meters);
	}

	public boolean hasSkipped() {
		return !this.skipped.isEmpty();
	}

	/** Return what was skipped since the last call. */
	public Map<SkipReason, Integer> takeSkipped() {
		Map<SkipReason, Integer> taken = new EnumMap<>(SkipReason.class);
		for (SkipReason reason : SkipReason.values()) {
			Integer count = this.skipped.remove(reason);
			if (count != null) {
				taken.put(reason, count);
			}
		}
		return taken;
	}

	public State state() {
		return this.state;
	}

	public void state(State state) {
		this.state = state;
	}

	/** Note whether records come, and count the notices that none do. */
	@SuppressWarnings("NonAtomicVolatileUpdate") // only one thread writes
	public void stale(boolean stale) {
		this.stale = stale;
		if (stale) {
			this.staleNotices++;
			this.table.wakeListeners();
		}
	}

	public boolean isStale() {
		return this.stale;
	}

	/** Return how often the clients were to be notified that no records come. */
	public int staleNotices() {
		return this.staleNotices;
	}

	/** Whether a feed's topic is read. */
	public enum State {

		/** Kafka has not answered yet. */
		UNKNOWN,

		/** The topic does not exist. */
		ABSENT,

		/** The topic is read from its beginning. */
		LOADING,

		/** The table has what is in the topic. */
		LIVE

	}

	/** Why a record, or a key of a client, was skipped. */
	public enum SkipReason {

		/** The record has no key, or an empty one. */
		NO_KEY("no-key"),

		/** The key is not UTF-8 or longer than {@link #MAX_KEY_SIZE}. */
		INVALID_KEY("invalid-key"),

		/** The value is larger than {@code max-value-size}. */
		VALUE_SIZE("max-value-size"),

		/** The key would be one more than {@code max-keys}. */
		MAX_KEYS("max-keys"),

		/** The values of all feeds would take up more than {@code max-feed-memory}. */
		MEMORY("max-feed-memory"),

		/** The key would be one more than {@code max-keys-per-client} for a client. */
		MAX_KEYS_PER_CLIENT("max-keys-per-client"),

		/** The record could not be handled, because of a fault of ours. */
		FAULT("fault");

		private final String label;

		SkipReason(String label) {
			this.label = label;
		}

		/** Return the reason as metrics and log lines have it. */
		public String label() {
			return this.label;
		}

	}

}
