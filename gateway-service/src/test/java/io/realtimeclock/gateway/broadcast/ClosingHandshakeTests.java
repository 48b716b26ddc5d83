package io.realtimeclock.gateway.broadcast;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.realtimeclock.gateway.broadcast.Client.ClosingHandshake;
import io.realtimeclock.gateway.rfc6455.CloseCode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How a connection ends, with a close frame of either side. All bytes are in hex.
 */
class ClosingHandshakeTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private static final long MINUTE = Duration.ofMinutes(1).toNanos();

	private static final String A = "810161";

	private static final String MASKED_PING = "898000000000";

	private static final String MASKED_CLOSE = "88820000000003e8";

	private static final String CLOSE_1000 = "880203e8";

	private static final String CLOSE_1001 = "880203e9";

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final ScriptedTransport transport = new ScriptedTransport();

	private final Client client = new Client(this.transport, ByteBuffer.allocate(0),
			new BroadcastMeters(this.meters, InstantSource.system()), () -> {
			});

	@Test
	void aCloseFrameIsSentAndCountedOnce() {
		this.client.close(CloseCode.GOING_AWAY, "");
		this.client.close(CloseCode.GOING_AWAY, "");
		this.client.evict("too slow", MINUTE);
		assertThat(this.transport.taken()).isEqualTo(CLOSE_1001);
		assertThat(closed("1001")).isOne();
		assertThat(closed("1013")).isZero();
		assertThat(this.transport.isOpen()).as("the client may still answer").isTrue();
		assertThat(this.transport.roomsMade()).as("it takes bytes").isZero();
	}

	@Test
	void itsAnswerToTheCloseFrameEndsTheConnection() {
		this.client.close(CloseCode.GOING_AWAY, "");
		this.transport.taken();
		this.transport.sends(MASKED_CLOSE);
		ready();
		assertThat(this.transport.taken()).isEmpty();
		assertThat(this.transport.isOpen()).isFalse();
	}

	@Test
	void aClientThatClosesIsAnsweredWithItsStatusAndDisconnected() {
		this.transport.sends(MASKED_CLOSE);
		ready();
		assertThat(this.transport.taken()).isEqualTo(CLOSE_1000);
		assertThat(this.transport.isOpen()).isFalse();
		assertThat(this.client.isClosing()).isTrue();
		assertThat(closed("1001")).as("the gateway did not close it").isZero();
	}

	@Test
	void aStalledClientThatClosesIsDisconnectedOnceItTookTheAnswer() {
		this.transport.blocked(true);
		write("a");
		this.transport.sends(MASKED_CLOSE);
		ready();
		assertThat(this.transport.roomsMade()).isOne();
		assertThat(this.transport.isOpen()).isTrue();
		this.transport.blocked(false);
		ready();
		assertThat(this.transport.taken()).isEqualTo(A + CLOSE_1000);
		assertThat(this.transport.isOpen()).isFalse();
	}

	@Test
	void aStalledClientGetsRoomForTheCloseFrameWhichIsThenWritten() {
		this.transport.blocked(true);
		write("a");
		this.client.close(CloseCode.GOING_AWAY, "");
		assertThat(this.transport.roomsMade()).isOne();
		this.transport.blocked(false);
		ready();
		assertThat(this.transport.taken()).isEqualTo(A + CLOSE_1001);
		assertThat(this.transport.isOpen()).isTrue();
	}

	@Test
	void aCloseFrameThatIsNotAcceptedWholeGetsRoom() {
		this.transport.blocked(true);
		this.client.close(CloseCode.GOING_AWAY, "");
		assertThat(this.transport.roomsMade()).isOne();
		assertThat(this.client.isBlocked()).isTrue();
	}

	@Test
	void aCloseFrameIsWrittenAtOnceIfTheRoomSuffices() {
		this.transport.blocked(true);
		write("a");
		this.transport.blocked(false);
		this.client.close(CloseCode.GOING_AWAY, "");
		assertThat(this.transport.taken()).isEqualTo(A + CLOSE_1001);
	}

	@Test
	void nothingIsReadAfterAnInvalidFrame() {
		this.transport.sends("8900" + MASKED_PING);
		ready();
		assertThat(this.transport.taken()).startsWith("88").contains("03ea");
		this.transport.sends(MASKED_CLOSE);
		ready();
		assertThat(this.transport.isOpen()).isTrue();
		assertThat(closed("1002")).isOne();
	}

	@Test
	void aConnectionThatFailsAtTheCloseFrameIsClosed() {
		this.transport.fails(new IOException("reset"));
		this.client.close(CloseCode.GOING_AWAY, "");
		assertThat(this.transport.isOpen()).isFalse();
	}

	@Test
	void aHandshakeIsOverAfterItsTime() {
		ClosingHandshake closing = new ClosingHandshake(MINUTE);
		long now = System.nanoTime();
		assertThat(closing.isOver(now + MINUTE - SECOND)).isFalse();
		assertThat(closing.isOver(now + MINUTE + 1)).isTrue();
	}

	@Test
	void aClientThatDoesNotAnswerIsEvictedOnceAfterTwoSeconds() {
		ClosingHandshake closing = new ClosingHandshake(MINUTE);
		long now = System.nanoTime();
		assertThat(closing.evicts(now + SECOND)).isFalse();
		assertThat(closing.isEvicted()).isFalse();
		assertThat(closing.evicts(now + 2 * SECOND + 1)).isTrue();
		assertThat(closing.isEvicted()).isTrue();
		assertThat(closing.evicts(now + 3 * SECOND)).isFalse();
		assertThat(closing.isEvicted()).isTrue();
	}

	@Test
	void anEvictedClientMayReadForLongerThanOneThatIsClosed() {
		this.client.evict("too slow", MINUTE);
		ClosingHandshake closing = Objects.requireNonNull(this.client.closing());
		assertThat(closing.isOver(System.nanoTime() + 30 * SECOND)).isFalse();
		assertThat(this.transport.taken()).contains("03f5");
	}

	private double closed(String code) {
		return this.meters.get("gateway.connections.closed").tag("code", code).counter().count();
	}

	private void write(String text) {
		Frame frame = Frame.of(1, text.getBytes(StandardCharsets.US_ASCII), null);
		this.client.write(frame.view(MINUTE));
	}

	private void ready() {
		this.client.ready(ByteBuffer.allocate(1024));
	}

}
