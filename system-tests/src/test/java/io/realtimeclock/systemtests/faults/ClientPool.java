package io.realtimeclock.systemtests.faults;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * A pool of many clients in its own process.
 */
final class ClientPool {

	private ClientPool() {
	}

	/**
	 * Connect, and run until the process is killed.
	 * @param arguments the address, and the number of clients
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
