package io.realtimeclock.gateway.broadcast;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.realtimeclock.gateway.rfc6455.CloseCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a client receives and what it may send. All bytes are in hex.
 */
class ClientTests {

	private static final long MINUTE = Duration.ofMinutes(1).toNanos();

	private static final String A = "810161";

	private static final String B = "810162";

	private static final String C = "810163";

	private static final String PING = "8900";

	private static final String PONG = "8a00";

	private static final String MASKED_PING = "898000000000";

	private static final String MASKED_TEXT = "81810000000061";

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final ScriptedTransport transport = new ScriptedTransport();

	private final Client client = client(ByteBuffer.allocate(0));

	@Test
	void receivesEachMessageOnceAndNoneThatIsOlder() {
		write(2, "b");
		write(2, "x");
		write(1, "a");
		write(3, "c");
		assertThat(this.transport.taken()).isEqualTo(B + C);
	}

	@Test
	void receivesTheNewestMessageOnceItsSocketAcceptsBytes() {
		this.transport.blocked(true);
		write(1, "a");
		assertThat(this.transport.awaitsWritable()).isTrue();
		assertThat(this.client.isBlocked()).isTrue();
		write(2, "b");
		assertThat(conflated()).isZero();
		write(3, "c");
		assertThat(conflated()).isOne();
		this.transport.blocked(false);
		ready();
		assertThat(this.transport.taken()).isEqualTo(A + C);
		assertThat(this.transport.awaitsWritable()).isFalse();
		assertThat(this.client.isBlocked()).isFalse();
		write(4, "b");
		assertThat(this.transport.taken()).isEqualTo(B);
	}

	@Test
	void isStalledWhileItsSocketAcceptsNothing() {
		assertThat(this.client.isStalled(0, System.nanoTime() + MINUTE)).isFalse();
		this.transport.blocked(true);
		write(1, "a");
		assertThat(this.client.isStalled(0, System.nanoTime() + MINUTE)).isTrue();
		assertThat(this.client.isStalled(2 * MINUTE, System.nanoTime() + MINUTE)).isFalse();
		ready();
		assertThat(this.client.isBlocked()).isTrue();
	}

	@Test
	void isNotStalledWhileItTakesALargeMessageSlowly() {
		this.transport.takes(5_000);
		write(1, "a".repeat(60_000));
		for (int part = 1; part < 11; part++) {
			long before = System.nanoTime();
			assertThat(this.client.isStalled(MINUTE, before + MINUTE + 1)).isTrue();
			this.transport.takes(5_000);
			ready();
			assertThat(this.client.isBlocked()).isTrue();
			assertThat(this.client.isStalled(MINUTE, before + MINUTE)).isFalse();
		}
		this.transport.takes(10_000);
		ready();
		assertThat(this.client.isBlocked()).isFalse();
	}

	@Test
	void hasTimeForAPongOnceItHasTakenWhatThePingHadToWaitFor() {
		this.transport.takes(5_000);
		write(1, "a".repeat(60_000));
		writeWithPing(2, "b");
		long before = System.nanoTime();
		assertThat(this.client.isPongMissed(before + MINUTE + 1, MINUTE)).isTrue();
		this.transport.takes(5_000);
		ready();
		assertThat(this.client.isPongMissed(before + MINUTE, MINUTE)).isFalse();
		long beforePing = System.nanoTime();
		this.transport.takes(100_000);
		ready();
		assertThat(this.transport.taken()).endsWith(PING + B);
		assertThat(this.client.isPongMissed(beforePing + MINUTE, MINUTE)).isFalse();
		this.transport.takes(5_000);
		write(3, "a".repeat(60_000));
		long afterPing = System.nanoTime();
		this.transport.takes(5_000);
		ready();
		assertThat(this.client.isPongMissed(afterPing + MINUTE + 1, MINUTE)).as("nothing is in front of the ping")
			.isTrue();
	}

	@Test
	void receivesAPingThatIsDueBeforeAMessage() {
		writeWithPing(1, "a");
		assertThat(this.transport.taken()).isEqualTo(PING + A);
		writeWithPing(2, "b");
		assertThat(this.transport.taken()).as("no pong yet").isEqualTo(B);
		this.transport.sends("8a8000000000");
		ready();
		writeWithPing(3, "c");
		assertThat(this.transport.taken()).isEqualTo(PING + C);
	}

	@Test
	void receivesPingsAfterTheRestOfAFrame() {
		this.transport.blocked(true);
		write(1, "a");
		writeWithPing(2, "b");
		this.transport.blocked(false);
		ready();
		assertThat(this.transport.taken()).isEqualTo(A + PING + B);
		this.client.ping();
		assertThat(this.transport.taken()).isEqualTo(PING);
		this.transport.blocked(true);
		write(3, "c");
		this.client.ping();
		this.transport.blocked(false);
		ready();
		assertThat(this.transport.taken()).isEqualTo(C + PING);
	}

	@Test
	void isAnsweredEachPing() {
		this.transport.sends(MASKED_PING + MASKED_PING);
		ready();
		assertThat(this.transport.taken()).isEqualTo(PONG + PONG);
		this.transport.blocked(true);
		write(1, "a");
		this.transport.sends(MASKED_PING + MASKED_PING);
		ready();
		this.transport.blocked(false);
		ready();
		assertThat(this.transport.taken()).as("only the last ping needs an answer").isEqualTo(A + PONG);
	}

	@Test
	void isAnsweredWhatItSentWithItsHandshake() throws IOException {
		Client eager = client(ByteBuffer.wrap(HexFormat.of().parseHex(MASKED_PING)));
		try (Selector selector = Selector.open()) {
			eager.register(selector, () -> {
			});
		}
		assertThat(this.transport.taken()).isEqualTo(PONG);
	}

	@Test
	void isDisconnectedOnceItEndsTheStream() {
		this.transport.sends(MASKED_PING);
		this.transport.ends();
		ready();
		assertThat(this.transport.isOpen()).isTrue();
		ready();
		assertThat(this.transport.isOpen()).isFalse();
		assertThat(this.client.isClosing()).isTrue();
		assertThat(this.client.isKnownClosed()).isTrue();
	}

	@Test
	void isNotReadOnceItsSocketIsClosed() {
		this.transport.close();
		this.transport.fails(new IllegalStateException("read"));
		ready();
		assertThat(this.client.isClosing()).isFalse();
	}

	@ParameterizedTest
	@MethodSource
	@ExtendWith(OutputCaptureExtension.class)
	void isDisconnectedWithoutALogLineIfItsSocketFails(Exception failure, CapturedOutput output) throws IOException {
		this.transport.fails(failure);
		ready();
		assertThat(this.transport.isOpen()).isFalse();
		assertThat(output.toString()).doesNotContain("could not be served");
	}

	static Stream<Exception> isDisconnectedWithoutALogLineIfItsSocketFails() {
		return Stream.of(new IOException("reset"), new CancelledKeyException());
	}

	@ParameterizedTest
	@MethodSource
	void isDisconnectedIfNothingCanBeWritten(Consumer<ClientTests> action) {
		this.transport.fails(new IOException("reset"));
		action.accept(this);
		assertThat(this.transport.isOpen()).isFalse();
		assertThat(this.client.isClosing()).isTrue();
	}

	static Stream<Consumer<ClientTests>> isDisconnectedIfNothingCanBeWritten() {
		return Stream.of((test) -> test.write(1, "a"), (test) -> test.client.ping(), ClientTests::register);
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void isDisconnectedAndNamedInTheLogIfItCannotBeServed(CapturedOutput output) {
		this.transport.fails(new IllegalStateException("a fault"));
		ready();
		assertThat(this.transport.isOpen()).isFalse();
		assertThat(output).contains("A client is disconnected, since it could not be served");
	}

	@Test
	void receivesNothingAfterACloseFrame() {
		this.client.close(CloseCode.GOING_AWAY, "");
		this.transport.taken();
		write(1, "a");
		this.transport.sends(MASKED_PING + MASKED_TEXT);
		ready();
		assertThat(this.transport.taken()).isEmpty();
	}

	private void register() {
		try (Selector selector = Selector.open()) {
			this.client.register(selector, () -> {
			});
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private Client client(ByteBuffer received) {
		return new Client(this.transport, received, new BroadcastMeters(this.meters, InstantSource.system()), () -> {
		});
	}

	private void write(int order, String text) {
		write(order, text, MINUTE);
	}

	private void writeWithPing(int order, String text) {
		write(order, text, -1);
	}

	private void write(int order, String text, long pingNanos) {
		Frame frame = Frame.of(order, text.getBytes(StandardCharsets.US_ASCII), null);
		this.client.write(frame.view(pingNanos));
	}

	private void ready() {
		this.client.ready(ByteBuffer.allocate(1024));
	}

	private double conflated() {
		return this.meters.get("gateway.frames.conflated").counter().count();
	}

}
