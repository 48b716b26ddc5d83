package io.realtimeclock.tick;

/**
 * The names of ticks in Kafka and in Redis. They are a contract with operators and other
 * programs, so they can't be configured.
 */
public final class TickNames {

	/** The Kafka topic, of one partition. */
	public static final String TOPIC = "time";

	/** The key of every record of the topic. */
	public static final String RECORD_KEY = "clock";

	/** The header of a record with the name of the ticker, for people. */
	public static final String TICKER_HEADER = "ticker";

	/** The Redis key of the latest tick. */
	public static final String REDIS_KEY = "time";

	/**
	 * The Redis key of each ticker's clock offset from Redis, from which the correct time
	 * is voted. In a Redis cluster it hashes to the same slot as the latest tick.
	 */
	public static final String CLOCKS_REDIS_KEY = "{time}:clocks";

	private TickNames() {
	}

}
