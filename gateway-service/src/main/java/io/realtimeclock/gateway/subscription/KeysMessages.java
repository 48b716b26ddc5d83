package io.realtimeclock.gateway.subscription;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.realtimeclock.gateway.feed.FeedQuery.FeedRefusedException;
import io.realtimeclock.gateway.feed.FeedValue;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The one kind of message that a client may send, <code>{"keys":["EURUSD"]}</code>, ten
 * times per second.
 */
final class KeysMessages {

	private static final int PER_SECOND = 10;

	private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1) / PER_SECOND;

	private static final JsonFactory JSON = new JsonFactory();

	private final LongSupplier clock;

	/** When the next message would come if they came evenly. */
	private long even;

	/**
	 * Create the messages of one client.
	 * @param clock tells nanoseconds, as {@link System#nanoTime}
	 */
	KeysMessages(LongSupplier clock) {
		this.clock = clock;
		this.even = clock.getAsLong();
	}

	/**
	 * Read a message.
	 * @throws FeedRefusedException if it is one too many or not of this kind
	 */
	List<String> read(ByteBuffer message) throws FeedRefusedException {
		long now = this.clock.getAsLong();
		this.even = Math.max(this.even, now) + PAUSE_NANOS;
		if (this.even - now > PER_SECOND * PAUSE_NANOS) {
			throw FeedRefusedException.ofMessage("more than 10 messages per second");
		}
		byte[] utf8 = new byte[message.remaining()];
		message.get(utf8);
		String text = FeedValue.text(utf8);
		List<String> keys = (text != null) ? keys(text) : List.of();
		if (keys.isEmpty()) {
			throw FeedRefusedException.ofMessage("not a message with keys");
		}
		return keys;
	}

	/** Return the keys, none if the message is of another kind. */
	private static List<String> keys(String text) {
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
			List<String> keys = new ArrayList<>();
			boolean begins = parser.nextToken() == JsonToken.START_OBJECT && "keys".equals(parser.nextName())
					&& parser.nextToken() == JsonToken.START_ARRAY;
			while (begins && parser.nextToken() == JsonToken.VALUE_STRING) {
				keys.add(parser.getString());
			}
			boolean ends = begins && parser.currentToken() == JsonToken.END_ARRAY
					&& parser.nextToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
			return ends ? keys : List.of();
		}
		catch (JacksonException ex) {
			return List.of();
		}
	}

}
