package io.realtimeclock.tick;

/**
 * The names under which ticks are found, in Kafka and in Redis. They are a contract with
 * operators and other programs, so they can't be configured.
 */
public final class TickNames {

	/** The Kafka topic, of one partition. */
	public static final String TOPIC = "time";

	/** The key of every record of the topic. */
	public static final String RECORD_KEY = "clock";

	/** The header of a record that names the ticker that sent it, for people. */
	public static final String TICKER_HEADER = "ticker";

	/** The Redis key of the latest tick. */
	public static final String REDIS_KEY = "time";

	/**
	 * The Redis key of the tickers' clocks, by which they find out which is right. In a
	 * Redis cluster it lies where the latest tick does.
	 */
	public static final String CLOCKS_REDIS_KEY = "{time}:clocks";

	private TickNames() {
	}

}
