package io.realtimeclock.gateway.broadcast;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.realtimeclock.gateway.rfc6455.FrameEncoder;
import io.realtimeclock.gateway.rfc6455.FrameEncoder.Opcode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client that took but the first byte of a frame.
 */
class PendingWritesTests {

	private static final long SECOND = 1_000_000_000L;

	private final Dribble client = new Dribble();

	private final PendingWrites pending = new PendingWrites(bytes(frame(1)).position(1), System.nanoTime());

	@Test
	void writesTheRestOfTheFrameThatWasBegun() throws IOException {
		assertThat(writeAll()).isEqualTo("tick1");
		assertThat(this.pending.writeTo(this.client, System.nanoTime())).isTrue();
	}

	@Test
	void keepsOnlyTheNewestTick() throws IOException {
		assertThat(this.pending.keep(frame(2))).isFalse();
		assertThat(this.pending.keep(frame(3))).isTrue();
		assertThat(this.pending.keep(frame(4))).isTrue();
		assertThat(writeAll()).isEqualTo("tick1|tick4");
	}

	@Test
	void writesATickThatBecameTooOldMeanwhileAsAnOldOne() throws IOException {
		long tooLate = System.nanoTime() - 1;
		Frame old = Frame.of(2, ascii("old2").array(), null);
		this.pending.keep(Frame.of(2, ascii("tick2").array(), new Frame.Lifetime(Instant.EPOCH, tooLate, old)));
		assertThat(writeAll()).isEqualTo("tick1|old2");
	}

	@Test
	void writesTheLastPongBeforeTheTickAndNeverIntoAFrame() throws IOException {
		this.pending.keep(frame(2));
		this.pending.keepPong(FrameEncoder.control(Opcode.PONG, ascii("a")));
		this.pending.keepPong(FrameEncoder.control(Opcode.PONG, ascii("b")));
		assertThat(writeAll()).isEqualTo("tick1|b|tick2");
	}

	@Test
	void keepsAPingAndAPongBesideEachOther() throws IOException {
		this.pending.keepPing(FrameEncoder.control(Opcode.PING, ascii("ping")));
		this.pending.keep(frame(2));
		this.pending.keepPong(FrameEncoder.control(Opcode.PONG, ascii("pong")));
		assertThat(writeAll()).isEqualTo("tick1|pong|ping|tick2");
	}

	@Test
	void writesTheCloseFrameInPlaceOfAllThatWaits() throws IOException {
		this.pending.keep(frame(2));
		this.pending.keepPing(FrameEncoder.control(Opcode.PING, ascii("a")));
		this.pending.keepClose(FrameEncoder.control(Opcode.CLOSE, ascii("bye")));
		assertThat(writeAll()).isEqualTo("tick1|bye");
	}

	@Test
	void isNotEmptyWhileTheClientTakesOnlyAPart() throws IOException {
		this.client.capacity = 2;
		assertThat(this.pending.writeTo(this.client, System.nanoTime())).isFalse();
		this.client.capacity = 100;
		assertThat(this.pending.writeTo(this.client, System.nanoTime())).isTrue();
	}

	@Test
	void knowsHowLongTheClientHasNotTakenAFrame() throws IOException {
		assertThat(this.pending.isOlderThan(SECOND, System.nanoTime())).isFalse();
		assertThat(this.pending.isOlderThan(SECOND, System.nanoTime() + 2 * SECOND)).isTrue();
	}

	@Test
	void aClientIsNotTooSlowWhileItTakesAThousandBytesPerSecondOfALargeFrame() throws IOException {
		PendingWrites large = new PendingWrites(ByteBuffer.allocate(100_000), 0);
		boolean written = false;
		int second = 0;
		while (!written) {
			second++;
			this.client.capacity = 1_000;
			assertThat(large.isOlderThan(SECOND, second * SECOND)).isFalse();
			written = large.writeTo(this.client, second * SECOND);
		}
		assertThat(second).isEqualTo(100);
	}

	@Test
	void aClientIsTooSlowIfItTakesAByteNowAndThen() throws IOException {
		PendingWrites large = new PendingWrites(ByteBuffer.allocate(100_000), 0);
		this.client.capacity = 1;
		assertThat(large.writeTo(this.client, 29 * SECOND)).isFalse();
		assertThat(large.isOlderThan(30 * SECOND, 30 * SECOND)).isFalse();
		assertThat(large.isOlderThan(30 * SECOND, 31 * SECOND)).isTrue();
	}

	@Test
	void aClientIsTooSlowIfItTakesNothingMoreHoweverMuchItTookBefore() throws IOException {
		PendingWrites large = new PendingWrites(ByteBuffer.allocate(200_000), 0);
		this.client.capacity = 100_000;
		assertThat(large.writeTo(this.client, SECOND)).isFalse();
		assertThat(large.isOlderThan(30 * SECOND, 31 * SECOND)).isFalse();
		assertThat(large.isOlderThan(30 * SECOND, 32 * SECOND)).isTrue();
	}

	private String writeAll() throws IOException {
		this.client.capacity = 1;
		while (!this.pending.writeTo(this.client, System.nanoTime())) {
			this.client.capacity = 1;
		}
		return String.join("|", this.client.payloads());
	}

	private static Frame frame(int order) {
		return Frame.of(order, ascii("tick" + order).array(), null);
	}

	private static ByteBuffer bytes(Frame frame) {
		return frame.bytes().duplicate();
	}

	private static ByteBuffer ascii(String text) {
		return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
	}

	/**
	 * Accepts no more bytes than its capacity.
	 */
	private static final class Dribble extends IdleTransport {

		// The byte that was written before the frame got stuck
		private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

		private int capacity = 100;

		Dribble() {
			this.taken.write(0x81);
		}

		@Override
		public boolean write(ByteBuffer source) {
			while (this.capacity > 0 && source.hasRemaining()) {
				this.taken.write(source.get());
				this.capacity--;
			}
			return !source.hasRemaining();
		}

		List<String> payloads() {
			List<String> payloads = new ArrayList<>();
			ByteBuffer rest = ByteBuffer.wrap(this.taken.toByteArray());
			while (rest.hasRemaining()) {
				rest.get();
				byte[] payload = new byte[rest.get()];
				rest.get(payload);
				payloads.add(new String(payload, StandardCharsets.US_ASCII));
			}
			return payloads;
		}

	}

}
