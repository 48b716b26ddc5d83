package io.realtimeclock.systemtests.faults;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.realtimeclock.systemtests.ClockSystem;
import io.realtimeclock.systemtests.ServiceProcess;
import org.jspecify.annotations.Nullable;

/**
 * A client that records all frames and reconnects as a good client does: after the given
 * retry-after, otherwise with a backoff.
 */
final class Watcher implements AutoCloseable {

	/** Its login with HTTP Basic. */
	static final String LOGIN = "Basic " + Base64.getEncoder()
		.encodeToString((ClockSystem.USER + ":" + ClockSystem.PASSWORD).getBytes(StandardCharsets.UTF_8));

	private static final Pattern RETRY_AFTER = Pattern.compile("retry-after=(\\d+\\.\\d+)");

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private final Supplier<ServiceProcess> gateway;

	private final List<Seen> frames = new CopyOnWriteArrayList<>();

	private final List<Closed> closes = new CopyOnWriteArrayList<>();

	private final AtomicInteger connections = new AtomicInteger();

	private volatile @Nullable WebSocket socket;

	private volatile boolean ended;

	/**
	 * Create a client.
	 * @param gateway the gateway of each connection
	 */
	Watcher(Supplier<ServiceProcess> gateway) {
		this.gateway = gateway;
	}

	@SuppressWarnings("FutureReturnValueIgnored") // its failure leads to the next attempt
	Watcher connect() {
		URI address = URI.create("ws://localhost:" + this.gateway.get().port() + "/time/tic/");
		Listener listener = new Listener(this.connections.incrementAndGet());
		HTTP.newWebSocketBuilder()
			.header("Authorization", LOGIN)
			.connectTimeout(Duration.ofSeconds(5))
			.buildAsync(address, listener)
			.whenComplete((socket, failure) -> {
				this.socket = socket;
				if (failure != null) {
					again(toldToWait(failure) + 200 + ThreadLocalRandom.current().nextLong(200));
				}
			});
		return this;
	}

	private static long toldToWait(Throwable failure) {
		Throwable cause = (failure instanceof CompletionException) ? failure.getCause() : failure;
		return (cause instanceof WebSocketHandshakeException refused)
				? refused.getResponse().headers().firstValueAsLong("Retry-After").orElse(0) * 1000 : 0;
	}

	private void again(long millis) {
		Executor later = CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS);
		later.execute(() -> {
			if (!this.ended) {
				connect();
			}
		});
	}

	List<Seen> frames() {
		return this.frames;
	}

	List<Closed> closes() {
		return this.closes;
	}

	@Override
	public void close() {
		this.ended = true;
		WebSocket last = this.socket;
		if (last != null) {
			last.abort();
		}
	}

	/**
	 * How a connection ended.
	 *
	 * @param code the status code, 1006 if there was none
	 * @param reason the gateway's reason
	 * @param nanos when, by the monotonic clock
	 */
	record Closed(int code, String reason, long nanos) {

		/**
		 * Return the retry-after in milliseconds, -1 if there was none.
		 */
		long retryAfterMillis() {
			Matcher retry = RETRY_AFTER.matcher(this.reason);
			return retry.matches() ? (long) (Double.parseDouble(retry.group(1)) * 1000) : -1;
		}

	}

	private final class Listener implements WebSocket.Listener {

		private final int connection;

		private final StringBuilder text = new StringBuilder();

		Listener(int connection) {
			this.connection = connection;
		}

		@Override
		public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
			this.text.append(data);
			if (last) {
				Watcher.this.frames.add(Seen.of(this.connection, this.text.toString()));
				this.text.setLength(0);
			}
			webSocket.request(1);
			return null;
		}

		@Override
		public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
			closed(code, reason);
			return null;
		}

		@Override
		public void onError(WebSocket webSocket, Throwable error) {
			closed(1006, "");
		}

		private void closed(int code, String reason) {
			if (Watcher.this.ended) {
				return;
			}
			Closed close = new Closed(code, reason, System.nanoTime());
			Watcher.this.closes.add(close);
			again((close.retryAfterMillis() >= 0) ? close.retryAfterMillis()
					: ThreadLocalRandom.current().nextLong(300));
		}

	}

}
