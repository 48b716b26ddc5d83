package io.realtimeclock.gateway.rfc6455;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;

import io.realtimeclock.gateway.rfc6455.FrameDecoder.ClientFrame;
import io.realtimeclock.gateway.rfc6455.FrameDecoder.InvalidFrameException;
import io.realtimeclock.gateway.rfc6455.FrameEncoder.Opcode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FrameDecoderTests {

	// Each masked with 37fa213d, as in RFC 6455, section 5.7
	private static final String PING_HELLO = "898537fa213d7f9f4d5158";

	private static final String EMPTY_PONG = "8a8037fa213d";

	private static final String CLOSE_1000 = "888237fa213d3412";

	private final FrameDecoder frames = new FrameDecoder();

	@ParameterizedTest
	@CsvSource({ PING_HELLO + ", PING, 48656c6c6f", EMPTY_PONG + ", PONG, ''", CLOSE_1000 + ", CLOSE, 03e8" })
	void readsAClientFrameWhole(String frame, Opcode opcode, String payload) throws InvalidFrameException {
		assertThat(describe(this.frames.decode(bytes(frame)))).isEqualTo(opcode + " " + payload);
	}

	@ParameterizedTest
	@CsvSource({ PING_HELLO + ", PING, 48656c6c6f", EMPTY_PONG + ", PONG, ''", CLOSE_1000 + ", CLOSE, 03e8" })
	void readsAClientFrameByteByByte(String frame, Opcode opcode, String payload) throws InvalidFrameException {
		ByteBuffer input = bytes(frame);
		while (input.remaining() > 1) {
			assertThat(this.frames.decode(ByteBuffer.wrap(new byte[] { input.get() }))).isNull();
		}
		assertThat(describe(this.frames.decode(input))).isEqualTo(opcode + " " + payload);
	}

	@Test
	void readsOneFrameAfterTheOther() throws InvalidFrameException {
		ByteBuffer input = bytes(PING_HELLO + EMPTY_PONG + PING_HELLO.substring(0, 8));
		assertThat(describe(this.frames.decode(input))).isEqualTo("PING 48656c6c6f");
		assertThat(describe(this.frames.decode(input))).isEqualTo("PONG ");
		assertThat(this.frames.decode(input)).isNull();
		assertThat(describe(this.frames.decode(bytes(PING_HELLO.substring(8))))).isEqualTo("PING 48656c6c6f");
	}

	@Test
	void takesWhatLooksLikeAPongAsPartOfTheFrameThatHasBegun() throws InvalidFrameException {
		assertThat(this.frames.decode(bytes("898600000000"))).isNull();
		assertThat(describe(this.frames.decode(bytes(EMPTY_PONG)))).isEqualTo("PING " + EMPTY_PONG);
	}

	@Test
	void readsTheLargestClientFrame() throws InvalidFrameException {
		String payload = "00".repeat(125);
		assertThat(describe(this.frames.decode(bytes("89fd00000000" + payload)))).isEqualTo("PING " + payload);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 125, 126, 127, 131, 132, 300, 65_535, 65_536 })
	void readsATextInPiecesOfAnySize(int length) throws InvalidFrameException {
		Random random = new Random(length);
		byte[] text = new byte[length];
		random.nextBytes(text);
		ByteBuffer input = ByteBuffer.allocate(14 + length + 6).put((byte) 0x81);
		if (length < 126) {
			input.put((byte) (0x80 | length));
		}
		else if (length < 65_536) {
			input.put((byte) (0x80 | 126)).putShort((short) length);
		}
		else {
			input.put((byte) (0x80 | 127)).putLong(length);
		}
		// A mask of zeros changes nothing
		input.putInt(0).put(text).put(bytes(EMPTY_PONG)).flip();
		int end = input.limit() - 6;
		FrameDecoder texts = new FrameDecoder(65_536);
		ClientFrame frame = null;
		while (frame == null) {
			assertThat(input.position()).isLessThan(end);
			input.limit(Math.min(end + 6, input.position() + 1 + random.nextInt(5_000)));
			frame = texts.decode(input);
		}
		assertThat(frame.opcode()).isEqualTo(Opcode.TEXT);
		assertThat(frame.payload()).isEqualTo(ByteBuffer.wrap(text));
		assertThat(input.position()).isEqualTo(end);
		assertThat(describe(texts.decode(input.limit(end + 6)))).isEqualTo("PONG ");
	}

	@ParameterizedTest
	@CsvSource({ "8900, unmasked", "810548656c6c6f, unmasked text", "c980, first reserved bit",
			"a980, second reserved bit", "9980, third reserved bit", "8380, unknown data opcode",
			"8780, unknown data opcode", "8b80, unknown control opcode", "8f80, unknown control opcode",
			"0980, fragmented ping", "0880, fragmented close", "89fe, long ping", "8aff, very long pong", "8185, text",
			"8180, empty text", "8285, binary", "8085, continuation", "0185, fragmented text", "81fe0400, 1 KB of text",
			"82fe0100, binary in two bytes of length" })
	void refusesWhatBreaksTheRules(String start, String what) {
		assertThat(refusal(start).code()).as(what).isEqualTo(CloseCode.PROTOCOL_ERROR);
	}

	@ParameterizedTest
	@ValueSource(strings = { "81fe0401", "82feffff", "80fe0500", "81ff", "01ff" })
	void refusesMoreThanAKilobyteAsTooBig(String start) {
		assertThat(refusal(start).code()).isEqualTo(CloseCode.TOO_BIG);
	}

	@ParameterizedTest
	@CsvSource({ "8900, protocol error", "8180, no messages accepted", "81fe0401, frame too big" })
	void saysWhyItRefusesAFrame(String start, String reason) {
		assertThat(refusal(start).reason()).isEqualTo(reason);
	}

	@ParameterizedTest
	@CsvSource({ "'', ''", "03e8, 03e8", "03e9, 03e9", "03f6, 03f6", "0bb8, 0bb8", "1387, 1387", "03e8627965, 03e8",
			"03e8c3a9, 03e8" })
	void echoesTheStatusOfACloseFrame(String payload, String status) throws InvalidFrameException {
		assertThat(closeStatus(payload)).isEqualTo(ByteBuffer.wrap(HexFormat.of().parseHex(status)));
	}

	@ParameterizedTest
	@CsvSource({ "03, half a code", "0000, 0", "03e7, 999", "03ec, 1004", "03ed, 1005", "03ee, 1006", "03f7, 1015",
			"07d0, 2000", "1388, 5000", "ffff, 65535", "03e8ff, no UTF-8", "03e8c3, cut UTF-8",
			"03e8eda080, a surrogate" })
	void refusesACloseFrameThatMayNotBeSent(String payload, String what) {
		assertThatExceptionOfType(InvalidFrameException.class).as(what)
			.isThrownBy(() -> closeStatus(payload))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CloseCode.PROTOCOL_ERROR));
	}

	@Test
	void survivesAnyBytesAndKeepsAtMostOneClientFrame() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int round = 0; round < 20_000; round++) {
			byte[] noise = new byte[1 + random.nextInt(300)];
			random.nextBytes(noise);
			if (random.nextBoolean()) {
				noise[0] = (byte) (0x88 + random.nextInt(3));
			}
			ByteBuffer input = ByteBuffer.wrap(noise);
			FrameDecoder reader = new FrameDecoder();
			int unfinished = 0;
			try {
				int start = 0;
				while (reader.decode(input) != null) {
					start = input.position();
				}
				unfinished = input.position() - start;
			}
			catch (InvalidFrameException ex) {
				assertThat(ex.code()).isIn(CloseCode.PROTOCOL_ERROR, CloseCode.TOO_BIG);
			}
			assertThat(unfinished).as("seed %d", seed).isLessThan(2 + 4 + 125);
		}
	}

	private static InvalidFrameException refusal(String start) {
		return assertThatExceptionOfType(InvalidFrameException.class)
			.isThrownBy(() -> new FrameDecoder().decode(bytes(start)))
			.actual();
	}

	private static ByteBuffer closeStatus(String payload) throws InvalidFrameException {
		return new ClientFrame(Opcode.CLOSE, bytes(payload)).closeStatus();
	}

	private static String describe(@Nullable ClientFrame frame) {
		return (frame != null) ? frame.opcode() + " " + hex(frame.payload()) : "none";
	}

	private static String hex(ByteBuffer payload) {
		byte[] bytes = new byte[payload.remaining()];
		payload.duplicate().get(bytes);
		return HexFormat.of().formatHex(bytes);
	}

	private static ByteBuffer bytes(String hex) {
		return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
	}

}
