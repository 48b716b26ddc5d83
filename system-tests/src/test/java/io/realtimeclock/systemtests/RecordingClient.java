package io.realtimeclock.systemtests;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import static org.awaitility.Awaitility.await;

/**
 * A WebSocket client that records every frame.
 */
public final class RecordingClient implements WebSocket.Listener, AutoCloseable {

	private final List<Frame> frames = new CopyOnWriteArrayList<>();

	private final List<String> texts = new CopyOnWriteArrayList<>();

	private final CompletableFuture<Integer> closed = new CompletableFuture<>();

	private final StringBuilder text = new StringBuilder();

	private @Nullable WebSocket socket;

	/**
	 * Connect as a program does, with HTTP Basic.
	 */
	public static RecordingClient connect(ServiceProcess gateway) {
		return connect(gateway.port(),
				HttpClient.newHttpClient().newWebSocketBuilder().header("Authorization", login()));
	}

	/**
	 * Return a program's credentials.
	 */
	static String login() {
		String credentials = ClockSystem.USER + ":" + ClockSystem.PASSWORD;
		return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
	}

	public static RecordingClient connect(int port, WebSocket.Builder builder) {
		return connect(URI.create("ws://localhost:" + port + "/time/tic/"), builder);
	}

	static RecordingClient connect(URI address, WebSocket.Builder builder) {
		RecordingClient client = new RecordingClient();
		client.socket = builder.buildAsync(address, client).orTimeout(10, TimeUnit.SECONDS).join();
		return client;
	}

	@Override
	public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
		this.text.append(data);
		if (last) {
			this.texts.add(this.text.toString());
			this.frames.add(Frame.parse(this.text.toString()));
			this.text.setLength(0);
		}
		webSocket.request(1);
		return null;
	}

	@Override
	public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
		this.closed.complete(code);
		return null;
	}

	/**
	 * Wait until the gateway closes the socket.
	 * @return the status code
	 */
	public int awaitClose(Duration limit) {
		return this.closed.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS).join();
	}

	public String subprotocol() {
		return (this.socket != null) ? this.socket.getSubprotocol() : "";
	}

	void send(String text) {
		if (this.socket != null) {
			this.socket.sendText(text, true).orTimeout(10, TimeUnit.SECONDS).join();
		}
	}

	/**
	 * Return the frames in the order of arrival.
	 */
	List<String> texts() {
		return this.texts;
	}

	List<Frame> frames() {
		return this.frames;
	}

	/**
	 * Return the live frames: the first frame is the newest known tick, of any age.
	 */
	public List<Frame> live() {
		return this.frames.stream().skip(1).filter((frame) -> !frame.stale()).toList();
	}

	public void awaitLive(int count, Duration limit) {
		await(count + " live ticks").atMost(limit)
			.pollInterval(Duration.ofMillis(20))
			.until(() -> live().size() >= count);
	}

	void awaitSequence(long sequence, Duration limit) {
		await("tick " + sequence).atMost(limit)
			.pollInterval(Duration.ofMillis(20))
			.until(() -> live().stream().anyMatch((frame) -> frame.sequence() >= sequence));
	}

	@Override
	public void close() {
		if (this.socket != null) {
			this.socket.abort();
		}
	}

}
