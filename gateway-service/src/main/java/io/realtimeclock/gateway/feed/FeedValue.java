package io.realtimeclock.gateway.feed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
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
 * The newest value of a key, or the fact that it was deleted, as the frame that all
 * clients receive: <code>{"key":"EURUSD","value":{"bid":1.08},"timestamp":"…"}</code>. A
 * value that is JSON (RFC 8259) is passed on as it is, any other one becomes a JSON
 * string.
 */
public final class FeedValue {

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

	/**
	 * Stands for the partition of the deletion of a key that a new topic does not have.
	 */
	private static final int NO_PARTITION = -1;

	private static final byte[] NO_FRAME = {};

	private final byte[] frame;

	private final int header;

	private final boolean deleted;

	private final int partition;

	private final long timestamp;

	private FeedValue(byte[] frame, int header, boolean deleted, int partition, long timestamp) {
		this.frame = frame;
		this.header = header;
		this.deleted = deleted;
		this.partition = partition;
		this.timestamp = timestamp;
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
		return encode(key, null, NO_PARTITION, timestamp);
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

	/** Return the text frame, which nobody may change. */
	public byte[] frame() {
		return this.frame;
	}

	/** Tell whether the key was deleted. */
	public boolean isDeleted() {
		return this.deleted;
	}

	/** Return the record's timestamp in epoch milliseconds. */
	public long timestamp() {
		return this.timestamp;
	}

	/** Return what is needed to compare it with others. */
	FeedValue withoutFrame() {
		return new FeedValue(NO_FRAME, 0, this.deleted, this.partition, this.timestamp);
	}

	/** Write the JSON object that is in the frame. */
	public void writeTo(OutputStream out) throws IOException {
		out.write(this.frame, this.header, this.frame.length - this.header);
	}

	/**
	 * Tell whether this value replaces another one. Within a partition that is the order
	 * of reading. A key that moved to another partition is ordered by its timestamps and
	 * then by partition, so that all replicas agree, whichever they read first. What the
	 * topic did not have is replaced by whatever it has.
	 */
	boolean replaces(FeedValue other) {
		if (this.partition == other.partition || other.partition == NO_PARTITION || this.timestamp > other.timestamp) {
			return true;
		}
		return this.timestamp == other.timestamp && this.partition > other.partition;
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
