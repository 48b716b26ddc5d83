package io.realtimeclock.gateway.connector;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.ExecutorThreadPool;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * More clients at once than a server with few threads can read.
 */
class AcceptPacingTests {

	private static final int CLIENTS = 3_000;

	private static final byte[] REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
		.getBytes(StandardCharsets.US_ASCII);

	private final CountDownLatch answer = new CountDownLatch(1);

	private final QueuedThreadPool threads = new QueuedThreadPool(6);

	private final Server server = new Server(this.threads);

	private final ServerConnector connector = new ServerConnector(this.server, 1, 1);

	private final List<SocketChannel> clients = new ArrayList<>();

	@BeforeEach
	void start() throws Exception {
		this.connector.setAcceptQueueSize(CLIENTS);
		this.connector.addBean(new AcceptPacing.Pause(this.connector, this.threads));
		this.server.addConnector(this.connector);
		this.server.setHandler(new OtherServer());
		this.server.start();
	}

	@AfterEach
	void stop() throws Exception {
		this.answer.countDown();
		for (SocketChannel client : this.clients) {
			client.close();
		}
		this.server.stop();
	}

	@Test
	void mostConnectionsWaitInTheKernelUntilThereAreThreadsToReadThem() throws Exception {
		connect();
		await().until(() -> !this.connector.isAccepting());
		await().during(Duration.ofMillis(300)).until(() -> this.connector.getConnectedEndPoints().size() < CLIENTS / 2);
		this.answer.countDown();
		for (SocketChannel client : this.clients) {
			assertThat(statusLine(client)).isEqualTo("HTTP/1.1 200 OK");
		}
		assertThat(this.connector.isAccepting()).isTrue();
	}

	@Test
	void connectionsWaitInTheKernelWithAnyKindOfThreads() {
		JettyServletWebServerFactory factory = new JettyServletWebServerFactory(0);
		factory.setThreadPool(new ExecutorThreadPool());
		new AcceptPacing().customize(factory);
		List<Integer> backlogs = new ArrayList<>();
		factory.addServerCustomizers((jetty) -> Stream.of(jetty.getConnectors())
			.map(ServerConnector.class::cast)
			.map(ServerConnector::getAcceptQueueSize)
			.forEach(backlogs::add));
		factory.getWebServer();
		assertThat(backlogs).containsExactly(16_384);
	}

	private void connect() throws IOException {
		InetSocketAddress address = new InetSocketAddress("localhost", this.connector.getLocalPort());
		for (int i = 0; i < CLIENTS; i++) {
			SocketChannel client = SocketChannel.open(address);
			this.clients.add(client);
			client.write(ByteBuffer.wrap(REQUEST));
		}
	}

	private static String statusLine(SocketChannel client) throws IOException {
		ByteBuffer line = ByteBuffer.allocate("HTTP/1.1 200 OK".length());
		while (line.hasRemaining() && client.read(line) >= 0) {
			// Until all has arrived
		}
		return new String(line.array(), 0, line.position(), StandardCharsets.US_ASCII);
	}

	private final class OtherServer extends Handler.Abstract {

		@Override
		public boolean handle(Request request, Response response, Callback callback) throws Exception {
			AcceptPacingTests.this.answer.await();
			callback.succeeded();
			return true;
		}

	}

}
