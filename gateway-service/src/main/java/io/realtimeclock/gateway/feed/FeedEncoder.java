package io.realtimeclock.gateway.feed;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

import io.realtimeclock.gateway.rfc6455.FrameEncoder;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.core.json.JsonFactory;

/**
 * Encodes records as frames:
 * <code>{"key":"EURUSD","value":{"bid":1.08},"timestamp":"…"}</code>. A value that is
 * JSON (RFC 8259) is passed on as it is, any other one becomes a JSON string.
 */
public final class FeedEncoder {

	private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder().appendInstant(3)
		.toFormatter(Locale.ROOT);

	/** A value's size is limited already, and nothing but its grammar is checked. */
	private static final JsonFactory JSON = JsonFactory.builder()
		.streamReadConstraints(StreamReadConstraints.builder()
			.maxNestingDepth(Integer.MAX_VALUE)
			.maxNumberLength(Integer.MAX_VALUE)
			.maxStringLength(Integer.MAX_VALUE)
			.maxNameLength(Integer.MAX_VALUE)
			.build())
		.disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
		.build();

	private static final byte[] KEY = ascii("{\"key\":");

	private static final byte[] VALUE = ascii(",\"value\":");

	private static final byte[] TIME = ascii(",\"timestamp\":\"");

	private static final byte[] END = ascii("\"}");

	private static final byte[] NULL = ascii("null");

	private FeedEncoder() {
	}

	/**
	 * Encode a record.
	 * @param value {@code null} if the key was deleted
	 * @param timestamp in epoch milliseconds
	 */
	public static FeedValue encode(String key, byte @Nullable [] value, int partition, long timestamp) {
		ByteArrayOutputStream json = new ByteArrayOutputStream(96 + ((value != null) ? value.length : 0));
		json.writeBytes(KEY);
		quote(key, json);
		json.writeBytes(VALUE);
		json.writeBytes((value != null) ? json(value) : NULL);
		json.writeBytes(TIME);
		json.writeBytes(ascii(TIMESTAMP.format(Instant.ofEpochMilli(timestamp))));
		json.writeBytes(END);
		byte[] frame = FrameEncoder.text(json.toByteArray());
		return new FeedValue(frame, frame.length - json.size(), value == null, partition, timestamp);
	}

	/** Encode that a topic does not have a key, which any record of it replaces. */
	public static FeedValue absent(String key, long timestamp) {
		return encode(key, null, FeedValue.NO_PARTITION, timestamp);
	}

	private static byte[] json(byte[] value) {
		String text = text(value);
		return (text != null && isJson(text)) ? value
				: quoted((text != null) ? text : new String(value, StandardCharsets.UTF_8));
	}

	private static byte[] quoted(String text) {
		ByteArrayOutputStream json = new ByteArrayOutputStream(text.length() + 16);
		quote(text, json);
		return json.toByteArray();
	}

	private static void quote(String text, ByteArrayOutputStream json) {
		json.write('"');
		json.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(text));
		json.write('"');
	}

	/** Return the text that UTF-8 stands for, {@code null} if it is not UTF-8. */
	public static @Nullable String text(byte[] utf8) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

	private static boolean isJson(String text) {
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
			if (parser.nextToken() == null) {
				return false;
			}
			while (!parser.streamReadContext().inRoot()) {
				parser.nextToken();
			}
			return parser.nextToken() == null;
		}
		catch (JacksonException ex) {
			return false;
		}
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
