package io.realtimeclock.systemtests;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A client of all keys of the feed {@code prices}, whose values are numbers that only
 * grow, or objects that begin with one. It reconnects whenever it is disconnected.
 */
final class FeedFollower implements WebSocket.Listener, AutoCloseable {

	private static final Pattern VALUE = Pattern
		.compile("\\{\"key\":\"(\\w+)\",\"value\":(?:\\{\"n\":)?(\\d+|null)\\b.*");

	private static final int PAUSE_MILLIS = 100;

	private final HttpClient http = HttpClient.newHttpClient();

	private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

	private final URI feed;

	private final Map<String, String> values = new HashMap<>();

	private final StringBuilder text = new StringBuilder();

	private @Nullable Set<String> snapshot;

	private int connections;

	private String unexpected = "";

	private @Nullable WebSocket socket;

	private FeedFollower(int port) {
		this.feed = URI.create("ws://localhost:" + port + "/feeds/prices");
	}

	static FeedFollower start(int port) {
		FeedFollower follower = new FeedFollower(port);
		follower.connect();
		return follower;
	}

	private void connect() {
		var unused = this.http.newWebSocketBuilder()
			.header("Authorization", RecordingClient.login())
			.buildAsync(this.feed, this)
			.exceptionally((refused) -> {
				reconnect();
				return null;
			});
	}

	private synchronized void reconnect() {
		if (!this.thread.isShutdown()) {
			Future<?> unused = this.thread.schedule(this::connect, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
		}
	}

	@Override
	public synchronized void onOpen(WebSocket opened) {
		this.socket = opened;
		this.connections++;
		this.snapshot = new HashSet<>();
		this.text.setLength(0);
		opened.request(1);
	}

	@Override
	public synchronized @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
		this.text.append(data);
		if (last) {
			take(this.text.toString());
			this.text.setLength(0);
		}
		from.request(1);
		return null;
	}

	private void take(String message) {
		Matcher value = VALUE.matcher(message);
		if (value.matches()) {
			take(value.group(1), value.group(2));
		}
		else if (message.matches("\\{\"snapshot\":\"complete\",\"silence\":\\d+}")) {
			endSnapshot();
		}
		else {
			this.unexpected = message;
		}
	}

	/** It is repeated while nothing else is sent. */
	private void endSnapshot() {
		if (this.snapshot != null) {
			this.values.keySet().retainAll(this.snapshot);
			this.snapshot = null;
		}
	}

	private void take(String key, String value) {
		if (this.snapshot != null) {
			this.snapshot.add(key);
		}
		String old = value.equals("null") ? this.values.remove(key) : this.values.put(key, value);
		if (old != null && !value.equals("null") && Long.parseLong(value) < Long.parseLong(old)) {
			this.unexpected = key + " had " + old + ", then came " + value;
		}
	}

	@Override
	public @Nullable CompletionStage<?> onClose(WebSocket closed, int code, String reason) {
		reconnect();
		return null;
	}

	@Override
	public void onError(WebSocket failed, Throwable failure) {
		reconnect();
	}

	/**
	 * Return the newest value of each key.
	 */
	synchronized Map<String, String> values() {
		return Map.copyOf(this.values);
	}

	synchronized int connections() {
		return this.connections;
	}

	/**
	 * Return what should not have come, such as an older value; empty if nothing did.
	 */
	synchronized String unexpected() {
		return this.unexpected;
	}

	@Override
	public synchronized void close() {
		this.thread.shutdownNow();
		if (this.socket != null) {
			this.socket.abort();
		}
	}

}
