package io.realtimeclock.systemtests.faults;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Many clients in a process of their own.
 */
final class Crowd {

	private Crowd() {
	}

	/**
	 * Connect, and stay until the process is ended.
	 * @param arguments where, and how many
	 */
	public static void main(String... arguments) throws InterruptedException {
		HttpClient http = HttpClient.newHttpClient();
		List<WebSocket> sockets = new ArrayList<>();
		while (sockets.size() < Integer.parseInt(arguments[1])) {
			sockets.add(http.newWebSocketBuilder()
				.header("Authorization", Watcher.LOGIN)
				.buildAsync(URI.create(arguments[0]), new WebSocket.Listener() {
				})
				.join());
		}
		Thread.currentThread().join();
	}

}
