package io.realtimeclock.gateway.broadcast;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.health.Supervisor;
import org.eclipse.jetty.io.EndPoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * A client whose handshake was under way when the gateway began to refuse clients.
 */
class LateClientTests {

	private final Broadcaster broadcaster = new Broadcaster(
			new BroadcastMeters(new SimpleMeterRegistry(), InstantSource.system()),
			new KeepAlive.Properties(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1)),
			new GatewayProperties("late", 100, 100, Duration.ofHours(1), List.of()), new Supervisor());

	@AfterEach
	void stop() {
		this.broadcaster.stop();
	}

	@Test
	void isSentToAnotherReplicaThoughItJoinsWhenAllOthersHaveLeft() throws IOException {
		Drain drain = new Drain(this.broadcaster, new Drain.Properties(Duration.ZERO, Duration.ofMillis(100)),
				(event) -> {
				});
		this.broadcaster.start();
		drain.start();
		drain.stop();
		try (Socket client = join()) {
			byte[] head = client.getInputStream().readNBytes(4);
			assertThat(head).startsWith(0x88).endsWith(0x03, 0xE9);
		}
	}

	private Socket join() throws IOException {
		try (ServerSocketChannel server = ServerSocketChannel.open()) {
			server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
			Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.socket().getLocalPort());
			socket.setSoTimeout(5000);
			SocketChannel channel = server.accept();
			channel.configureBlocking(false);
			EndPoint endPoint = mock(EndPoint.class);
			given(endPoint.getTransport()).willReturn(channel);
			this.broadcaster.join(channel, endPoint, ByteBuffer.allocate(0), null, () -> {
			});
			return socket;
		}
	}

}
