package io.realtimeclock.gateway.broadcast;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.realtimeclock.gateway.feed.LoneFeed;
import io.realtimeclock.health.Supervisor;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What an event loop does for each kind of client.
 */
class EventLoopClientTests {

	// Its thread is looked for, and gateways of other tests have loops, too
	private static final String NAME = "event-loop-client-tests";

	private static final long MINUTE = Duration.ofMinutes(1).toNanos();

	private static final byte[] MASKED_PING = HexFormat.of().parseHex("898000000000");

	private final BroadcastMeters meters = new BroadcastMeters(new SimpleMeterRegistry(), InstantSource.system());

	private final EventLoop loop = new EventLoop(NAME, new KeepAlive.Timeouts(MINUTE, MINUTE, MINUTE, 500), this.meters,
			new Supervisor());

	private final AtomicInteger disconnected = new AtomicInteger();

	@BeforeEach
	void start() {
		this.loop.start();
	}

	@AfterEach
	void stop() {
		this.loop.stop();
		// The next test's has the same name
		await().until(() -> thread().isEmpty());
	}

	@Test
	void readsWhatAClientSends() throws IOException {
		SocketPair pair = SocketPair.connect();
		try (Socket socket = pair.client()) {
			this.loop.add(client(new PlainTransport(pair.server(), pair.server())));
			socket.getOutputStream().write(MASKED_PING);
			assertThat(socket.getInputStream().readNBytes(2)).containsExactly((byte) 0x8A, (byte) 0);
		}
		await().until(() -> this.loop.count() == 0);
	}

	@Test
	void readsWhatAClientSendsWithTls() throws IOException {
		ByteArrayEndPoint endPoint = new ByteArrayEndPoint();
		try (SocketChannel channel = SocketChannel.open()) {
			this.loop.add(client(new TlsTransport(channel, endPoint)));
			await().until(() -> this.loop.count() == 1);
			endPoint.addInput(ByteBuffer.wrap(MASKED_PING));
			await().until(() -> endPoint.getOutput().remaining() == 2);
		}
	}

	@Test
	void aFloodOfPingsWithTlsKeepsNoFrameFromAnotherClient() throws IOException {
		SocketPair pair = SocketPair.connect();
		try (Socket socket = pair.client();
				SocketChannel channel = SocketChannel.open();
				EndPoint flood = new PingFlood()) {
			this.loop.add(client(new TlsTransport(channel, flood)));
			this.loop.add(client(new PlainTransport(pair.server(), pair.server())));
			for (int order = 1; order <= 20; order++) {
				String text = "tick" + order;
				this.loop.offer(Frame.of(order, text.getBytes(StandardCharsets.US_ASCII), null));
				assertThat(read(socket)).isEqualTo(text);
			}
		}
	}

	@Test
	void writesTheValuesOfAFeed() throws IOException {
		LoneFeed feed = new LoneFeed(10);
		SocketPair pair = SocketPair.connect();
		try (Socket socket = pair.client()) {
			this.loop.add(new FeedClient(new PlainTransport(pair.server(), pair.server()), ByteBuffer.allocate(0),
					feed.query(List.of("a")), MINUTE, this.meters, this.disconnected::incrementAndGet));
			assertThat(read(socket)).isEqualTo("{\"snapshot\":\"complete\",\"silence\":125000}");
			feed.put("a", "1");
			feed.publish();
			assertThat(read(socket)).contains("\"value\":1");
		}
	}

	@Test
	void disconnectsAClientThatCannotJoin() {
		ScriptedTransport transport = new ScriptedTransport();
		transport.fails(new IllegalStateException("a fault"));
		this.loop.add(client(transport));
		await().until(() -> this.disconnected.get() > 0 && !transport.isOpen());
	}

	@Test
	void disconnectsAClientThatComesAfterItsThreadHasEnded() {
		assertThat(thread()).singleElement().satisfies((thread) -> assertThat(thread.isDaemon()).isTrue());
		this.loop.stop();
		await().until(() -> thread().isEmpty());
		ScriptedTransport transport = new ScriptedTransport();
		this.loop.add(client(transport));
		assertThat(transport.isOpen()).isFalse();
		assertThat(this.disconnected).hasValue(1);
	}

	@Test
	void countsNoClientThatWasEvictedThoughItIsStillConnected() {
		ScriptedTransport transport = new ScriptedTransport();
		Client client = client(transport);
		this.loop.add(client);
		await().until(() -> this.loop.count() == 1);
		this.loop.execute(() -> client.evict("too slow", MINUTE));
		await().until(() -> this.loop.count() == 0 && this.disconnected.get() == 1);
		assertThat(transport.isOpen()).isTrue();
	}

	@Test
	void servesNewClientsAmongManyThatAreWrittenTo() {
		List<String> done = Collections.synchronizedList(new ArrayList<>());
		for (int i = 0; i < 300; i++) {
			this.loop.add(client(new IdleTransport() {

				@Override
				public boolean write(ByteBuffer bytes) {
					if (done.isEmpty()) {
						EventLoopClientTests.this.loop.execute(() -> done.add("task"));
					}
					done.add("write");
					return false;
				}

			}));
		}
		await().until(() -> this.loop.count() == 300);
		this.loop.offer(Frame.of(1, new byte[] { 'a' }, null));
		await().until(() -> done.size() == 301);
		assertThat(done.indexOf("task")).isEqualTo(256);
	}

	private static List<Thread> thread() {
		return Thread.getAllStackTraces().keySet().stream().filter((thread) -> thread.getName().equals(NAME)).toList();
	}

	private Client client(Transport transport) {
		return new Client(transport, ByteBuffer.allocate(0), this.meters, this.disconnected::incrementAndGet);
	}

	private static String read(Socket socket) throws IOException {
		int length = socket.getInputStream().readNBytes(2)[1];
		return new String(socket.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
	}

	/**
	 * A client that has always sent one more ping, and reads each pong.
	 */
	private static final class PingFlood extends ByteArrayEndPoint {

		@Override
		public void fillInterested(Callback callback) {
			callback.succeeded();
		}

		@Override
		public int fill(ByteBuffer buffer) {
			int end = buffer.limit();
			buffer.limit(end + MASKED_PING.length).put(end, MASKED_PING);
			return isOpen() ? MASKED_PING.length : -1;
		}

		@Override
		public boolean flush(ByteBuffer... buffers) {
			for (ByteBuffer buffer : buffers) {
				buffer.position(buffer.limit());
			}
			return true;
		}

	}

}
