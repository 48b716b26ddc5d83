package io.realtimeclock.systemtests.faults;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletionException;

import io.realtimeclock.systemtests.ServiceProcess;

/**
 * Sends a handshake and returns the status.
 */
final class Handshake {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private Handshake() {
	}

	/**
	 * Return the status of the response, 101 for a socket, 0 if there is none within five
	 * seconds.
	 * @param headers alternating names and values
	 */
	static int answer(ServiceProcess gateway, String... headers) {
		WebSocket.Builder request = HTTP.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(5));
		for (int i = 0; i < headers.length; i += 2) {
			request.header(headers[i], headers[i + 1]);
		}
		URI address = URI.create("ws://localhost:" + gateway.port() + "/time/tic/");
		try {
			request.buildAsync(address, new WebSocket.Listener() {
			}).join().abort();
			return 101;
		}
		catch (CompletionException ex) {
			return (ex.getCause() instanceof WebSocketHandshakeException refused) ? refused.getResponse().statusCode()
					: 0;
		}
	}

}
