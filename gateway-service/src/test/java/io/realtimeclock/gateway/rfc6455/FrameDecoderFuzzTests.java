package io.realtimeclock.gateway.rfc6455;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import io.realtimeclock.gateway.rfc6455.FrameDecoder.ClientFrame;
import io.realtimeclock.gateway.rfc6455.FrameDecoder.InvalidFrameException;
import io.realtimeclock.gateway.rfc6455.FrameEncoder.Opcode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random bytes, for {@code -Dfuzz.seconds}: some that are nothing, some that almost are
 * frames. {@code -Dfuzz.seed} repeats a run.
 */
class FrameDecoderFuzzTests {

	private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());

	private static final Duration TIME = Duration.ofSeconds(Long.getLong("fuzz.seconds", 3));

	private final Random random = new Random(SEED);

	@Test
	void whateverBytesComeTheyAreReadTheSameHoweverTheyAreCut() {
		long end = System.nanoTime() + TIME.toNanos();
		int inputs = 0;
		int frames = 0;
		while (System.nanoTime() < end) {
			byte[] input = this.random.nextBoolean() ? noise() : almostFrames();
			List<String> whole = read(input, input.length);
			assertThat(read(input, 1 + this.random.nextInt(7))).as("seed %d, input %d", SEED, inputs).isEqualTo(whole);
			assertThat(whole).as("seed %d, input %d", SEED, inputs)
				.allMatch((frame) -> frame.matches("(PING|PONG|CLOSE) .*|\\d{4}"));
			inputs++;
			frames += whole.size();
		}
		assertThat(frames).as("of %d inputs some are frames", inputs).isPositive();
	}

	private byte[] noise() {
		byte[] bytes = new byte[this.random.nextInt(300)];
		this.random.nextBytes(bytes);
		return bytes;
	}

	private byte[] almostFrames() {
		ByteBuffer buffer = ByteBuffer.allocate(2_000);
		for (int i = this.random.nextInt(8); i > 0; i--) {
			int length = (this.random.nextInt(4) == 0) ? this.random.nextInt(128) : this.random.nextInt(8);
			byte[] rest = new byte[4 + Math.min(length, 125)];
			this.random.nextBytes(rest);
			buffer.put((byte) (0x88 + this.random.nextInt(3))).put((byte) (0x80 | length)).put(rest);
		}
		byte[] bytes = new byte[buffer.position()];
		buffer.flip().get(bytes);
		if (bytes.length > 0 && this.random.nextInt(3) == 0) {
			bytes[this.random.nextInt(bytes.length)] ^= (byte) (1 << this.random.nextInt(8));
		}
		return bytes;
	}

	/**
	 * Return the frames, and last the status of a violation if there is one.
	 */
	private static List<String> read(byte[] input, int step) {
		FrameDecoder frames = new FrameDecoder();
		List<String> read = new ArrayList<>();
		try {
			for (int from = 0; from < input.length; from += step) {
				ByteBuffer part = ByteBuffer.wrap(input, from, Math.min(step, input.length - from));
				for (ClientFrame frame = frames.decode(part); frame != null; frame = frames.decode(part)) {
					read.add(frame.opcode() + " " + HexFormat.of().formatHex(frame.payload().array()));
					if (frame.opcode() == Opcode.CLOSE) {
						frame.closeStatus();
					}
				}
			}
		}
		catch (InvalidFrameException ex) {
			read.add(Integer.toString(ex.code().number()));
		}
		return read;
	}

}
