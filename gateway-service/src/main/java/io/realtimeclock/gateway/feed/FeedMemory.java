package io.realtimeclock.gateway.feed;

import io.realtimeclock.settings.InvalidSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * The memory that the newest values of all feeds may take up together: a topic that does
 * not fit has keys refused, instead of ending the gateway and with it the clock. Only the
 * thread that reads the topics uses it.
 */
@Component
final class FeedMemory {

	/** Of a key beside its name and its frame: objects, and entries of maps. */
	private static final int KEY_SIZE = 200;

	private final long limit;

	private long used;

	FeedMemory(Properties properties) {
		this.limit = properties.bytes();
	}

	/**
	 * Note that a value takes the place of another one, either of which may be absent.
	 * @return {@code false} if there is no room for it
	 */
	boolean replace(String key, @Nullable FeedValue old, @Nullable FeedValue value) {
		long growth = size(key, value) - size(key, old);
		if (growth > this.limit - this.used) {
			return false;
		}
		this.used += growth;
		return true;
	}

	private static long size(String key, @Nullable FeedValue value) {
		return (value != null && !value.isDeleted()) ? KEY_SIZE + key.length() + value.frame().length : 0;
	}

	/**
	 * How much memory there is.
	 *
	 * @param maxFeedMemory for the newest values of all feeds; a quarter of the heap by
	 * default
	 */
	@ConfigurationProperties("gateway")
	record Properties(@Nullable DataSize maxFeedMemory) {

		private static final int PART_OF_HEAP = 4;

		Properties {
			InvalidSettingException.unless(maxFeedMemory == null || maxFeedMemory.toBytes() > 0,
					"gateway.max-feed-memory", maxFeedMemory,
					"Set a size, for example 64MB, or leave it out for a quarter of the heap.");
		}

		long bytes() {
			return (this.maxFeedMemory != null) ? this.maxFeedMemory.toBytes()
					: Runtime.getRuntime().maxMemory() / PART_OF_HEAP;
		}

	}

}
