package io.realtimeclock.gateway.rfc6455;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

import io.realtimeclock.gateway.rfc6455.FrameEncoder.Opcode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FrameEncoderTests {

	@Test
	void wrapsAShortTextIntoTwoMoreBytes() {
		// The example of RFC 6455, section 5.7
		assertThat(text("Hello".getBytes(StandardCharsets.UTF_8))).isEqualTo("810548656c6c6f");
	}

	@ParameterizedTest
	@CsvSource({ "0, 8100", "125, 817d", "126, 817e007e", "127, 817e007f", "256, 817e0100", "65535, 817effff" })
	void writesTheLengthInAsFewBytesAsItTakes(int length, String header) {
		byte[] payload = new byte[length];
		assertThat(text(payload)).isEqualTo(header + HexFormat.of().formatHex(payload));
	}

	@ParameterizedTest
	@CsvSource({ "0, 8100", "125, 817d", "126, 817e007e", "65535, 817effff", "65536, 817f0000000000010000" })
	void writesTheLengthOfATextOnTheHeapInAsFewBytesAsItTakes(int length, String header) {
		byte[] payload = new byte[length];
		Arrays.fill(payload, (byte) 'x');
		assertThat(HexFormat.of().formatHex(FrameEncoder.text(payload)))
			.isEqualTo(header + HexFormat.of().formatHex(payload));
	}

	@Test
	void refusesATextThatDoesNotFit() {
		assertThatIllegalArgumentException().isThrownBy(() -> FrameEncoder.pingAndText(new byte[65536]));
	}

	@ParameterizedTest
	@CsvSource({ "CLOSE, 880203e9", "PING, 890203e9", "PONG, 8a0203e9" })
	void wrapsAClientFrame(Opcode opcode, String frame) {
		assertThat(hex(FrameEncoder.control(opcode, ByteBuffer.wrap(new byte[] { 3, (byte) 0xE9 })))).isEqualTo(frame);
	}

	@Test
	void saysInACloseFrameWhyAndWhenToComeBack() {
		assertThat(hex(CloseCode.GOING_AWAY.frame("retry-after=1.25"))).isEqualTo(
				"8812" + "03e9" + HexFormat.of().formatHex("retry-after=1.25".getBytes(StandardCharsets.US_ASCII)));
	}

	@Test
	void putsAPingBeforeATextForClientsThatAreDueOne() {
		assertThat(hex(FrameEncoder.pingAndText("Hello".getBytes(StandardCharsets.UTF_8))))
			.isEqualTo("8900" + "810548656c6c6f");
	}

	private static String text(byte[] payload) {
		ByteBuffer frames = FrameEncoder.pingAndText(payload);
		return hex(frames.slice(FrameEncoder.PING_LENGTH, frames.remaining() - FrameEncoder.PING_LENGTH));
	}

	private static String hex(ByteBuffer frame) {
		byte[] bytes = new byte[frame.remaining()];
		frame.duplicate().get(bytes);
		assertThat(frame.limit()).as("no trailing bytes").isEqualTo(frame.capacity());
		return HexFormat.of().formatHex(bytes);
	}

}
