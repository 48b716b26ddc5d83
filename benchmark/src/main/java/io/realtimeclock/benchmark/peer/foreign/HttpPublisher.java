package io.realtimeclock.benchmark.peer.foreign;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Publishes by a POST for each message. */
final class HttpPublisher implements Publisher {

	private final HttpClient http = HttpClient.newHttpClient();

	private final URI uri;

	HttpPublisher(URI uri) {
		this.uri = uri;
	}

	@Override
	public void publish(String message) throws IOException, InterruptedException {
		HttpRequest post = HttpRequest.newBuilder(this.uri).POST(HttpRequest.BodyPublishers.ofString(message)).build();
		this.http.send(post, HttpResponse.BodyHandlers.discarding());
	}

}
