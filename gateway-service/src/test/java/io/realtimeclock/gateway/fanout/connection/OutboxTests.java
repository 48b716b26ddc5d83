package io.realtimeclock.gateway.fanout.connection;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.realtimeclock.gateway.fanout.frame.Lifetime;
import io.realtimeclock.gateway.fanout.frame.Opcode;
import io.realtimeclock.gateway.fanout.frame.ServerFrame;
import io.realtimeclock.gateway.fanout.frame.TickFrame;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client that took but the first byte of a frame.
 */
class OutboxTests {

	private static final long SECOND = 1_000_000_000L;

	private final Dribble client = new Dribble();

	private final Outbox outbox = new Outbox(bytes(frame(1)).position(1));

	@Test
	void writesTheRestOfTheFrameThatWasBegun() throws IOException {
		assertThat(writeAll()).isEqualTo("tick1");
		assertThat(this.outbox.writeTo(this.client)).isTrue();
	}

	@Test
	void keepsOnlyTheNewestTick() throws IOException {
		assertThat(this.outbox.keep(frame(2))).isFalse();
		assertThat(this.outbox.keep(frame(3))).isTrue();
		assertThat(this.outbox.keep(frame(4))).isTrue();
		assertThat(writeAll()).isEqualTo("tick1|tick4");
	}

	@Test
	void writesATickThatBecameTooOldMeanwhileAsAnOldOne() throws IOException {
		long tooLate = System.nanoTime() - 1;
		TickFrame old = TickFrame.of(2, ascii("old2").array(), null);
		this.outbox.keep(TickFrame.of(2, ascii("tick2").array(), new Lifetime(Instant.EPOCH, tooLate, old)));
		assertThat(writeAll()).isEqualTo("tick1|old2");
	}

	@Test
	void writesTheLastPongBeforeTheTickAndNeverIntoAFrame() throws IOException {
		this.outbox.keep(frame(2));
		this.outbox.keepPong(ServerFrame.control(Opcode.PONG, ascii("a")));
		this.outbox.keepPong(ServerFrame.control(Opcode.PONG, ascii("b")));
		assertThat(writeAll()).isEqualTo("tick1|b|tick2");
	}

	@Test
	void keepsAPingAndAPongBesideEachOther() throws IOException {
		this.outbox.keepPing(ServerFrame.control(Opcode.PING, ascii("ping")));
		this.outbox.keep(frame(2));
		this.outbox.keepPong(ServerFrame.control(Opcode.PONG, ascii("pong")));
		assertThat(writeAll()).isEqualTo("tick1|pong|ping|tick2");
	}

	@Test
	void writesTheCloseFrameInPlaceOfAllThatWaits() throws IOException {
		this.outbox.keep(frame(2));
		this.outbox.keepPing(ServerFrame.control(Opcode.PING, ascii("a")));
		this.outbox.keepClose(ServerFrame.control(Opcode.CLOSE, ascii("bye")));
		assertThat(writeAll()).isEqualTo("tick1|bye");
	}

	@Test
	void isNotEmptyWhileTheClientTakesOnlyAPart() throws IOException {
		this.client.capacity = 2;
		assertThat(this.outbox.writeTo(this.client)).isFalse();
		this.client.capacity = 100;
		assertThat(this.outbox.writeTo(this.client)).isTrue();
	}

	@Test
	void knowsHowLongTheClientHasNotTakenAFrame() throws IOException {
		assertThat(this.outbox.isOlderThan(SECOND, System.nanoTime())).isFalse();
		assertThat(this.outbox.isOlderThan(SECOND, System.nanoTime() + 2 * SECOND)).isTrue();
	}

	private String writeAll() throws IOException {
		this.client.capacity = 1;
		while (!this.outbox.writeTo(this.client)) {
			this.client.capacity = 1;
		}
		return String.join("|", this.client.payloads());
	}

	private static TickFrame frame(int order) {
		return TickFrame.of(order, ascii("tick" + order).array(), null);
	}

	private static ByteBuffer bytes(TickFrame frame) {
		return frame.bytes().duplicate();
	}

	private static ByteBuffer ascii(String text) {
		return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
	}

	/**
	 * Takes no more bytes at a time than it is told to.
	 */
	private static final class Dribble implements WritableByteChannel {

		// The byte that was written before the frame got stuck
		private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

		private int capacity = 100;

		Dribble() {
			this.taken.write(0x81);
		}

		@Override
		public int write(ByteBuffer source) {
			int count = Math.min(this.capacity, source.remaining());
			for (int i = 0; i < count; i++) {
				this.taken.write(source.get());
			}
			this.capacity -= count;
			return count;
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

		@Override
		public boolean isOpen() {
			return true;
		}

		@Override
		public void close() {
		}

	}

}
