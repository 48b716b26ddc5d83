package io.realtimeclock.benchmark.load.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FrameParserTests {

	private final List<String> frames = new ArrayList<>();

	@Test
	void framesOfOneReadAreParsedInOrder() throws IOException {
		ByteBuffer bytes = ByteBuffer
			.wrap(bytes(frame(Opcode.TEXT, "one"), frame(Opcode.PING, ""), frame(Opcode.TEXT, "two")));
		FrameParser.parse(bytes, this::add);
		assertThat(this.frames).containsExactly("1 one", "9 ", "1 two");
		assertThat(bytes.hasRemaining()).isFalse();
	}

	@Test
	void incompleteFrameIsKeptUntilItIsComplete() throws IOException {
		byte[] whole = bytes(frame(Opcode.TEXT, "one"), frame(Opcode.TEXT, "x".repeat(300)));
		for (int split = 0; split < whole.length; split++) {
			this.frames.clear();
			ByteBuffer first = ByteBuffer.wrap(whole, 0, split);
			FrameParser.parse(first, this::add);
			ByteBuffer second = ByteBuffer.wrap(whole, first.position(), whole.length - first.position());
			FrameParser.parse(second, this::add);
			assertThat(this.frames).containsExactly("1 one", "1 " + "x".repeat(300));
		}
	}

	@Test
	void maskedFrameIsAProtocolViolation() {
		ByteBuffer bytes = Connection.maskedFrame(Opcode.TEXT, ByteBuffer.wrap(new byte[] { 1 }));
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> FrameParser.parse(bytes, this::add));
	}

	@Test
	void longMaskedFrameHasItsLengthInTwoBytes() {
		byte[] payload = "x".repeat(300).getBytes(StandardCharsets.US_ASCII);
		ByteBuffer frame = Connection.maskedFrame(Opcode.TEXT, ByteBuffer.wrap(payload));
		assertThat(frame.remaining()).isEqualTo(2 + 2 + 4 + 300);
		assertThat(frame.getShort()).isEqualTo((short) 0x81FE);
		assertThat(frame.getShort()).isEqualTo((short) 300);
		int mask = frame.getInt();
		assertThat(frame.getInt() ^ mask).isEqualTo(ByteBuffer.wrap(payload).getInt());
	}

	private void add(int opcode, ByteBuffer payload) {
		this.frames.add(opcode + " " + StandardCharsets.UTF_8.decode(payload.duplicate()));
	}

	private static byte[] frame(int opcode, String text) {
		ByteBuffer frame = ByteBuffer.allocate(4 + text.length()).put((byte) (0x80 | opcode));
		if (text.length() < 126) {
			frame.put((byte) text.length());
		}
		else {
			frame.put((byte) 126).putShort((short) text.length());
		}
		frame.put(text.getBytes(StandardCharsets.US_ASCII)).flip();
		byte[] bytes = new byte[frame.remaining()];
		frame.get(bytes);
		return bytes;
	}

	private static byte[] bytes(byte[]... frames) {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		for (byte[] frame : frames) {
			all.writeBytes(frame);
		}
		return all.toByteArray();
	}

}
