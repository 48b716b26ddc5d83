package io.realtimeclock.gateway.broadcast;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * On both ends of a real connection.
 */
class PlainTransportTests {

	private static final int MEGABYTE = 1024 * 1024;

	private final Selector selector;

	private final SocketPair pair;

	private final PlainTransport transport;

	@SuppressWarnings("NullAway.Init")
	private SelectionKey key;

	PlainTransportTests() throws IOException {
		this.selector = Selector.open();
		this.pair = SocketPair.connect();
		this.transport = new PlainTransport(this.pair.server(), this.pair.server());
	}

	@BeforeEach
	void register() throws IOException {
		Client client = new Client(this.transport, ByteBuffer.allocate(0),
				new BroadcastMeters(new SimpleMeterRegistry(), InstantSource.system()), () -> {
				});
		this.transport.register(this.selector, client, () -> {
		});
		this.key = this.pair.server().keyFor(this.selector);
		assertThat(this.key.attachment()).isSameAs(client);
	}

	@AfterEach
	void stop() throws IOException {
		this.selector.close();
		this.pair.client().close();
		this.pair.server().close();
	}

	@Test
	void readsOnlyOnceTheSelectorFoundBytes() throws IOException {
		this.pair.client().getOutputStream().write("abc".getBytes(StandardCharsets.US_ASCII));
		ByteBuffer buffer = ByteBuffer.allocate(8);
		assertThat(this.transport.read(buffer)).isZero();
		this.selector.select(5_000);
		assertThat(this.transport.read(buffer)).isEqualTo(3);
		assertThat(StandardCharsets.US_ASCII.decode(buffer.flip()).toString()).isEqualTo("abc");
	}

	@Test
	void waitsUntilItIsWritableOnlyOnDemand() throws IOException {
		assertThat(this.transport.isWritable()).isFalse();
		this.selector.selectNow();
		assertThat(this.transport.isWritable()).isFalse();
		this.transport.awaitWritable(true);
		this.selector.select(5_000);
		assertThat(this.transport.isWritable()).isTrue();
		this.transport.awaitWritable(false);
		assertThat(this.key.interestOps()).isEqualTo(SelectionKey.OP_READ);
	}

	@Test
	void writesUntilTheSocketAcceptsNoMore() throws IOException {
		assertThat(this.transport.write(ByteBuffer.wrap(new byte[] { 1 }))).isTrue();
		assertThat(this.transport.writeShared(ByteBuffer.wrap(new byte[] { 2, 3 }))).isEqualTo(2);
		assertThat(this.pair.client().getInputStream().readNBytes(3)).containsExactly(1, 2, 3);
		ByteBuffer much = ByteBuffer.allocate(64 * MEGABYTE);
		assertThat(this.transport.write(much)).isFalse();
		assertThat(much.position()).isPositive();
	}

	@Test
	void blocksItsClientOnceAFrameIsNotAcceptedWhole() {
		Client client = (Client) this.key.attachment();
		long order = 1;
		write(client, order);
		assertThat(client.isBlocked()).isFalse();
		while (!client.isBlocked() && order < 1000) {
			write(client, ++order);
		}
		assertThat(client.isBlocked()).isTrue();
		assertThat(this.key.interestOps()).isEqualTo(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
	}

	private static void write(Client client, long order) {
		Frame frame = Frame.of(order, new byte[60_000], null);
		client.write(frame.view(Long.MAX_VALUE));
	}

	@Test
	void isDisconnectedOnceItsKeyIsCancelled() throws IOException {
		this.pair.client().getOutputStream().write(1);
		this.transport.awaitWritable(true);
		this.selector.select(5_000);
		this.key.cancel();
		assertThatExceptionOfType(ClosedChannelException.class).isThrownBy(() -> this.transport.awaitWritable(true));
		assertThat(this.transport.isWritable()).isFalse();
		assertThat(this.transport.read(ByteBuffer.allocate(8))).isZero();
	}

	@Test
	void limitsTheSendBufferForTheCloseFrame() throws IOException {
		int before = this.pair.server().getOption(StandardSocketOptions.SO_SNDBUF);
		this.transport.makeRoom();
		assertThat(this.pair.server().getOption(StandardSocketOptions.SO_SNDBUF)).isLessThan(before);
	}

	@Test
	void closesTheSocketThroughTheEndPoint() {
		assertThat(this.transport.isOpen()).isTrue();
		assertThat(this.transport.plain()).isSameAs(this.pair.server());
		this.transport.close();
		assertThat(this.transport.isOpen()).isFalse();
	}

	@Test
	void aClosedSocketIsKnownToItsClientOnceItWasToBeWrittenTo() {
		Client client = (Client) this.key.attachment();
		assertThat(client.isKnownClosed()).isFalse();
		this.transport.close();
		assertThat(client.isKnownClosed()).isFalse();
		client.ping();
		assertThat(client.isKnownClosed()).isTrue();
	}

	@Test
	void aFailureAtTheCloseHarmsNobody() {
		PlainTransport failing = new PlainTransport(this.pair.server(), () -> {
			throw new IOException("reset");
		});
		failing.close();
		assertThat(failing.isOpen()).isTrue();
	}

}
