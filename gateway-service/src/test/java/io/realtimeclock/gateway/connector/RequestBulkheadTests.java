package io.realtimeclock.gateway.connector;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * One request at a time, on a server whose requests wait for another server.
 */
class RequestBulkheadTests {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private final CountDownLatch answer = new CountDownLatch(1);

	private final CountDownLatch waiting = new CountDownLatch(1);

	private final Server server = new Server(new QueuedThreadPool(6));

	private final ServerConnector connector = new ServerConnector(this.server, 1, 1);

	private void start(int mostWaiting, Duration longestWait) throws Exception {
		RequestBulkhead.Limit limit = new RequestBulkhead.Limit(new OtherServer(), 1, mostWaiting, longestWait);
		limit.excludePath("/livez");
		this.server.addConnector(this.connector);
		this.server.setHandler(limit);
		this.server.start();
	}

	@AfterEach
	void stop() throws Exception {
		this.answer.countDown();
		this.server.stop();
	}

	@Test
	void aRequestThatWaitsInVainIsToldWhenToTryAgain() throws Exception {
		start(10, Duration.ofMillis(500));
		CompletableFuture<HttpResponse<String>> first = get("/");
		assertThat(this.waiting.await(5, TimeUnit.SECONDS)).isTrue();
		HttpResponse<String> refused = get("/").get(5, TimeUnit.SECONDS);
		assertThat(refused.statusCode()).isEqualTo(503);
		assertThat(refused.headers().firstValueAsLong("Retry-After")).hasValue(2);
		this.answer.countDown();
		assertThat(first.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
	}

	@Test
	void manyRequestsWaitWithoutAThreadAndAreAnswered() throws Exception {
		start(10, Duration.ofSeconds(5));
		CompletableFuture<HttpResponse<String>> first = get("/");
		assertThat(this.waiting.await(5, TimeUnit.SECONDS)).isTrue();
		CompletableFuture<HttpResponse<String>> second = get("/");
		await().until(() -> ((RequestBulkhead.Limit) this.server.getHandler()).getSuspendedRequestCount() == 1);
		this.answer.countDown();
		assertThat(first.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
		assertThat(second.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
	}

	@Test
	void whileRequestsAreSlowFurtherOnesAreRefusedAndAProbeIsAnswered() throws Exception {
		start(2, Duration.ofSeconds(30));
		List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
		all.add(get("/"));
		assertThat(this.waiting.await(5, TimeUnit.SECONDS)).isTrue();
		RequestBulkhead.Limit limit = (RequestBulkhead.Limit) this.server.getHandler();
		await().until(() -> {
			if (limit.getSuspendedRequestCount() < 2) {
				all.add(get("/"));
			}
			return limit.getSuspendedRequestCount() == 2;
		});
		await().until(() -> !limit.isQuick());
		for (int i = 0; i < 20; i++) {
			HttpResponse<String> refused = get("/").get(5, TimeUnit.SECONDS);
			assertThat(refused.statusCode()).isEqualTo(503);
			assertThat(refused.headers().firstValueAsLong("Retry-After")).hasValue(2);
		}
		assertThat(get("/livez").get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
		this.answer.countDown();
		assertThat(all)
			.allSatisfy((request) -> assertThat(request.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(200));
	}

	@Test
	void whileRequestsAreQuickFurtherOnesRunAtOnce() throws Exception {
		start(0, Duration.ofSeconds(30));
		assertThat(get("/quick").get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
	}

	@Test
	void aProbeWaitsForNoOtherRequest() throws Exception {
		start(10, Duration.ofSeconds(30));
		CompletableFuture<HttpResponse<String>> first = get("/");
		assertThat(this.waiting.await(5, TimeUnit.SECONDS)).isTrue();
		assertThat(get("/livez").get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
		assertThat(first).isNotDone();
	}

	private CompletableFuture<HttpResponse<String>> get(String path) {
		URI uri = URI.create("http://localhost:" + this.connector.getLocalPort() + path);
		return HTTP.sendAsync(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
	}

	private final class OtherServer extends Handler.Abstract {

		@Override
		public boolean handle(Request request, Response response, Callback callback) throws IOException {
			if (request.getHttpURI().getPath().equals("/")) {
				RequestBulkheadTests.this.waiting.countDown();
				try {
					RequestBulkheadTests.this.answer.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			}
			callback.succeeded();
			return true;
		}

	}

}
