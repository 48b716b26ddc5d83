package io.realtimeclock.gateway.feed;

import java.time.Duration;
import java.time.InstantSource;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** The metrics of one feed; none of them is per key. */
final class FeedMeters {

	private final MeterRegistry meters;

	private final InstantSource clock;

	private final String feed;

	private final Counter records;

	private final Counter conflated;

	private final Timer delay;

	FeedMeters(MeterRegistry meters, InstantSource clock, Feed feed) {
		this.meters = meters;
		this.clock = clock;
		this.feed = feed.name();
		this.records = Counter.builder("gateway.feed.records")
			.description("Records read from the feed's topic")
			.tag("feed", this.feed)
			.register(meters);
		this.conflated = Counter.builder("gateway.feed.conflated")
			.description("Values that a newer one replaced before a client received them")
			.tag("feed", this.feed)
			.register(meters);
		this.delay = Timer.builder("gateway.feed.delay")
			.description("From a record's timestamp to its write to the last client of an event loop")
			.tag("feed", this.feed)
			.publishPercentileHistogram()
			.minimumExpectedValue(Duration.ofMillis(1))
			.maximumExpectedValue(Duration.ofSeconds(5))
			.register(meters);
		Gauge.builder("gateway.feed.keys", feed, (source) -> source.table().size())
			.description("Keys with a value")
			.tag("feed", this.feed)
			.register(meters);
		Gauge.builder("gateway.feed.subscriptions", feed, (source) -> source.subscriptions().get())
			.description("Keys that clients have, each counted once per client")
			.tag("feed", this.feed)
			.register(meters);
		for (Feed.SkipReason reason : Feed.SkipReason.values()) {
			// Each is exported before it is counted for the first time
			skipped(reason, 0);
		}
	}

	void read(int count) {
		this.records.increment(count);
	}

	void conflated(int count) {
		this.conflated.increment(count);
	}

	void delivered(long timestamp) {
		long millis = this.clock.millis() - timestamp;
		if (millis >= 0) {
			this.delay.record(Duration.ofMillis(millis));
		}
	}

	void skipped(Feed.SkipReason reason, int count) {
		Counter.builder("gateway.feed.skipped")
			.description("Records, and keys of clients, that were skipped, by reason")
			.tag("feed", this.feed)
			.tag("reason", reason.label())
			.register(this.meters)
			.increment(count);
	}

}
