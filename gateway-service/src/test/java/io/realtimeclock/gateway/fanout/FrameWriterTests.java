package io.realtimeclock.gateway.fanout;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client that takes but a few bytes before it must be read from.
 */
class FrameWriterTests {

	private static final long SECOND = 1_000_000_000L;

	private final ByteArrayEndPoint client = new ByteArrayEndPoint(new byte[0], 5);

	private final Counter conflated = Counter.builder("conflated").register(new SimpleMeterRegistry());

	private final FrameWriter writer = new FrameWriter(this.client, this.conflated);

	@Test
	void writesAtOnceToAClientThatCanBeWrittenTo() {
		tick(1);
		assertThat(taken()).containsExactly("1 tick1");
		tick(2);
		assertThat(taken()).containsExactly("1 tick2");
	}

	@Test
	void keepsOnlyTheNewestTickForABlockedClient() {
		for (int order = 1; order <= 5; order++) {
			tick(order);
		}
		assertThat(taken()).containsExactly("1 tick1", "1 tick5");
		assertThat(this.conflated.count()).isEqualTo(3);
		tick(6);
		assertThat(taken()).containsExactly("1 tick6");
	}

	@Test
	void ignoresTheSameAndOlderTicks() {
		tick(2);
		tick(1);
		tick(2);
		assertThat(taken()).containsExactly("1 tick2");
		assertThat(this.conflated.count()).isZero();
	}

	@Test
	void writesAControlFrameBeforeTheWaitingTickAndNeverIntoAFrame() {
		tick(1);
		tick(2);
		ping("a");
		ping("b");
		assertThat(taken()).containsExactly("1 tick1", "9 b", "1 tick2");
	}

	@Test
	void writesTheCloseFrameLastAndNothingAfterIt() {
		tick(1);
		tick(2);
		ping("a");
		assertThat(close("bye", false)).isTrue();
		assertThat(close("again", false)).isFalse();
		tick(3);
		ping("b");
		assertThat(taken()).containsExactly("1 tick1", "8 bye");
		tick(4);
		ping("c");
		assertThat(taken()).isEmpty();
		assertThat(this.client.isOpen()).as("the client may still answer").isTrue();
	}

	@Test
	void disconnectsOnceTheAnswerToACloseFrameIsWritten() {
		tick(1);
		close("bye", true);
		assertThat(this.client.isOpen()).isTrue();
		assertThat(taken()).containsExactly("1 tick1", "8 bye");
		assertThat(this.client.isOpen()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void survivesAClientThatIsGone(boolean blocked) {
		if (blocked) {
			tick(1);
		}
		this.client.close();
		tick(2);
		ping("a");
		close("bye", true);
		assertThat(this.client.isOpen()).isFalse();
	}

	@Test
	void knowsHowLongAClientHasBeenBlocked() {
		assertThat(isBlockedFor(SECOND)).isFalse();
		tick(1);
		assertThat(isBlockedFor(SECOND)).isFalse();
		assertThat(this.writer.isBlockedLongerThan(SECOND, System.nanoTime() + 2 * SECOND)).isTrue();
		taken();
		assertThat(this.writer.isBlockedLongerThan(SECOND, System.nanoTime() + 2 * SECOND)).isFalse();
	}

	private boolean isBlockedFor(long nanos) {
		return this.writer.isBlockedLongerThan(nanos, System.nanoTime());
	}

	private void tick(int order) {
		ByteBuffer bytes = ServerFrame.text(("tick" + order).getBytes(StandardCharsets.US_ASCII));
		this.writer.tick(new TickFrame(order, bytes, null), new ByteBuffer[] { bytes.duplicate() });
	}

	private void ping(String payload) {
		this.writer.control(frame(Opcode.PING, payload));
	}

	private boolean close(String payload, boolean thenDisconnect) {
		return this.writer.close(frame(Opcode.CLOSE, payload), thenDisconnect);
	}

	private static ByteBuffer frame(Opcode opcode, String payload) {
		return ServerFrame.control(opcode, ByteBuffer.wrap(payload.getBytes(StandardCharsets.US_ASCII)));
	}

	/**
	 * Read all that the client was written, as pairs of opcode and payload.
	 */
	private List<String> taken() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		for (ByteBuffer some = this.client.takeOutput(); some.hasRemaining(); some = this.client.takeOutput()) {
			bytes.write(some.array(), some.arrayOffset() + some.position(), some.remaining());
		}
		List<String> frames = new ArrayList<>();
		ByteBuffer rest = ByteBuffer.wrap(bytes.toByteArray());
		while (rest.hasRemaining()) {
			int opcode = rest.get() & 0x0F;
			byte[] payload = new byte[rest.get()];
			rest.get(payload);
			frames.add(opcode + " " + new String(payload, StandardCharsets.US_ASCII));
		}
		return frames;
	}

}
