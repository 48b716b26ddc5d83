package io.realtimeclock.gateway;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A gateway with the feed {@code prices}.
 */
public final class FeedGateway implements AutoCloseable {

	private static final String COMPLETE = "{\"snapshot\":\"complete\",";

	private final OtherGateway gateway;

	private FeedGateway(OtherGateway gateway) {
		this.gateway = gateway;
	}

	/**
	 * Start a gateway that reads a topic, and wait until it is ready.
	 * @param settings of the feed, or with their full names, as {@code name=value}
	 */
	public static FeedGateway start(FeedTopicSource topic, String... settings) {
		List<String> all = new ArrayList<>(
				List.of("gateway.replica=" + topic.name(), "gateway.feeds.prices.topic=" + topic.name()));
		for (String setting : settings) {
			all.add(setting.matches("(gateway|clock|server|spring)\\..*") ? setting
					: "gateway.feeds.prices." + setting);
		}
		FeedGateway started = new FeedGateway(OtherGateway.start(all.toArray(String[]::new)));
		await().atMost(Duration.ofSeconds(20)).until(() -> {
			Source.tick();
			return started.gateway.readiness() == 200;
		});
		return started;
	}

	public OtherGateway gateway() {
		return this.gateway;
	}

	public double count(String meter, String... tags) {
		return this.gateway.count(meter, tags);
	}

	public double gauge(String meter) {
		return this.gateway.gauge(meter);
	}

	public WebSocketClient connect(String query) {
		return connectAs(query, "demo");
	}

	public WebSocketClient connectAs(String query, String user) {
		WebSocketClient client = shakeHands(query, user);
		assertThat(client.answer()).startsWith("HTTP/1.1 101 ");
		return client;
	}

	/**
	 * Connect a client that stalls soon once it does not read.
	 */
	public WebSocketClient connectSlowly(String query) {
		return WebSocketClient.connect(this.gateway.port(), "/feeds/prices" + query, 4096);
	}

	/**
	 * Connect a client that has received all that is known.
	 */
	public WebSocketClient connectUpToDate(String query) {
		return upToDate(connect(query));
	}

	public WebSocketClient connectUpToDateAs(String user) {
		return upToDate(connectAs("", user));
	}

	private static WebSocketClient upToDate(WebSocketClient client) {
		awaitComplete(client);
		return client;
	}

	public static List<String> awaitComplete(WebSocketClient client) {
		List<String> texts = new ArrayList<>();
		for (String text = client.text(); !text.startsWith(COMPLETE); text = client.text()) {
			texts.add(text);
		}
		return texts;
	}

	public WebSocketClient shakeHands(String query, String user) {
		return shakeHandsWith(query, "Authorization: " + Http.basic(user));
	}

	public WebSocketClient shakeHandsWith(String query, String... headers) {
		return WebSocketClient.shakeHandsAt(port(), "/feeds/prices" + query, headers);
	}

	/**
	 * Connect with the session of a browser.
	 */
	public WebSocketClient connectWith(Http browser) {
		WebSocketClient client = shakeHandsWith("", "Cookie: " + browser.cookie("SESSION"));
		assertThat(client.answer()).startsWith("HTTP/1.1 101 ");
		return upToDate(client);
	}

	public int port() {
		return this.gateway.port();
	}

	public HttpResponse<String> get(String query, String user) {
		return Http.get(this.gateway.port(), "/api/feeds/prices" + query, "Authorization", Http.basic(user));
	}

	@Override
	public void close() {
		this.gateway.close();
	}

}
