package io.realtimeclock.gateway.broadcast;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * On an end point of Jetty's in memory, which accepts a few bytes until they are taken.
 */
class TlsTransportTests {

	private static final int MOST = 40_000;

	private final SocketPair pair = connect();

	private final ByteArrayEndPoint endPoint = new ByteArrayEndPoint(new byte[0], MOST);

	private final TlsTransport transport = new TlsTransport(this.pair.server(), this.endPoint);

	private final AtomicInteger ready = new AtomicInteger();

	@AfterEach
	void stop() throws IOException {
		this.pair.client().close();
		this.pair.server().close();
	}

	@Test
	void writesAFrame() {
		register();
		ByteBuffer frame = bytes("tick1");
		assertThat(this.transport.write(frame)).isTrue();
		assertThat(frame.hasRemaining()).isFalse();
		assertThat(this.endPoint.takeOutputString()).isEqualTo("tick1");
		assertThat(this.transport.isWritable()).isTrue();
		assertThat(this.transport.write(bytes(""))).isTrue();
		assertThat(this.ready).as("it was written at once").hasValue(0);
	}

	@Test
	void writesOneFrameAtATimeAndTellsWhenMoreCanBeWritten() throws Exception {
		CompletableFuture.runAsync(this::register).get();
		fill();
		assertThat(this.transport.isWritable()).isFalse();
		ByteBuffer next = bytes("next");
		assertThat(this.transport.write(next)).isFalse();
		assertThat(next.remaining()).as("it can still be replaced").isEqualTo(4);
		assertThat(this.transport.write(bytes(""))).isFalse();
		int before = this.ready.get();
		this.endPoint.takeOutput();
		assertThat(this.transport.isWritable()).isTrue();
		assertThat(this.ready.get()).isGreaterThan(before);
		this.endPoint.takeOutput();
		assertThat(this.transport.write(next)).isTrue();
		assertThat(this.endPoint.takeOutputString()).isEqualTo("next");
	}

	@Test
	void showsHowMuchOfALargeFrameTheClientTakes() throws Exception {
		CompletableFuture.runAsync(this::register).get();
		ByteBuffer frame = ByteBuffer.allocate(2 * MOST);
		assertThat(this.transport.write(frame)).isFalse();
		assertThat(frame.remaining()).isEqualTo(2 * MOST - 3 * 16 * 1024);
		assertThat(this.endPoint.takeOutput().remaining()).isEqualTo(MOST);
		assertThat(this.transport.write(frame)).isTrue();
		assertThat(this.endPoint.takeOutput().remaining()).isEqualTo(MOST);
	}

	@Test
	void sharesAFullBufferInPartsOfOneRecord() {
		register();
		ByteBuffer shared = ByteBuffer.allocate(2 * MOST);
		shared.position(10);
		assertThat(this.transport.writeShared(shared)).isEqualTo(3 * 16 * 1024);
		assertThat(shared.position()).isEqualTo(10 + 3 * 16 * 1024);
		assertThat(this.endPoint.takeOutput().remaining()).isEqualTo(MOST);
		assertThat(this.transport.writeShared(bytes("abc"))).isEqualTo(3);
		assertThat(this.transport.writeShared(bytes(""))).isZero();
	}

	@Test
	void copiesWhatItSharesSinceTheBufferIsUsedAgain() {
		register();
		this.transport.writeShared(ByteBuffer.allocate(16 * 1024));
		this.transport.writeShared(ByteBuffer.allocate(16 * 1024));
		ByteBuffer shared = ByteBuffer.wrap("a".repeat(16 * 1024).getBytes(StandardCharsets.US_ASCII));
		this.transport.writeShared(shared);
		Arrays.fill(shared.array(), (byte) 'b');
		this.endPoint.takeOutput();
		assertThat(this.endPoint.takeOutputString()).matches("a+");
	}

	@Test
	void readsWhatCame() throws IOException {
		register();
		ByteBuffer buffer = ByteBuffer.allocate(8);
		assertThat(this.transport.read(buffer.clear())).isZero();
		this.endPoint.addInput("abc");
		assertThat(this.ready).hasValue(1);
		assertThat(this.transport.read(buffer.clear())).isEqualTo(3);
		assertThat(StandardCharsets.US_ASCII.decode(buffer.flip()).toString()).isEqualTo("abc");
		assertThat(this.transport.read(buffer.clear())).isZero();
		this.endPoint.addInput("de");
		assertThat(this.ready).hasValue(2);
		assertThat(this.transport.read(buffer.clear())).isEqualTo(2);
		assertThat(buffer.limit()).isEqualTo(8);
		this.endPoint.addInputEOF();
		assertThat(this.transport.read(buffer.clear())).isEqualTo(-1);
	}

	@Test
	void readsWhatComesAfterARecordWithoutBytes() throws IOException {
		AtomicInteger empty = new AtomicInteger(1);
		ByteArrayEndPoint sparse = new ByteArrayEndPoint() {

			@Override
			public int fill(ByteBuffer buffer) throws IOException {
				return (empty.getAndDecrement() > 0) ? 0 : super.fill(buffer);
			}

		};
		TlsTransport patient = new TlsTransport(this.pair.server(), sparse);
		register(patient);
		sparse.addInput("a");
		assertThat(patient.read(ByteBuffer.allocate(8))).isZero();
		await().until(() -> patient.read(ByteBuffer.allocate(8)) == 1);
	}

	@Test
	void isReadyToFindOutThatTheEndPointWasClosed() {
		register();
		this.endPoint.close();
		assertThat(this.ready).hasValue(1);
		assertThat(this.transport.isOpen()).isFalse();
	}

	@Test
	void closesTheEndPointIfItCannotBeWrittenTo() {
		register();
		assertThat(this.transport.isOpen()).isTrue();
		this.endPoint.shutdownOutput();
		this.transport.write(bytes("tick1"));
		assertThat(this.transport.isOpen()).isFalse();
	}

	@Test
	void closesTheEndPoint() {
		this.transport.close();
		assertThat(this.endPoint.isOpen()).isFalse();
	}

	@Test
	void lendsNoSocketForWritesWithoutEncryption() {
		assertThat(this.transport.plain()).isNull();
	}

	@Test
	void limitsTheSendBufferForTheCloseFrame() throws IOException {
		int before = this.pair.server().getOption(StandardSocketOptions.SO_SNDBUF);
		this.transport.makeRoom();
		assertThat(this.pair.server().getOption(StandardSocketOptions.SO_SNDBUF)).isLessThan(before);
	}

	private void fill() {
		assertThat(this.transport.write(ByteBuffer.allocate(MOST + 1))).isFalse();
	}

	private void register() {
		register(this.transport);
	}

	private void register(TlsTransport transport) {
		try (Selector selector = Selector.open()) {
			Client client = new Client(transport, ByteBuffer.allocate(0),
					new BroadcastMeters(new SimpleMeterRegistry(), InstantSource.system()), () -> {
					});
			transport.register(selector, client, this.ready::incrementAndGet);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private static ByteBuffer bytes(String text) {
		return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
	}

	private static SocketPair connect() {
		try {
			return SocketPair.connect();
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
