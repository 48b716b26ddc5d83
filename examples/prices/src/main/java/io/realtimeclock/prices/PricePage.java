package io.realtimeclock.prices;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.springframework.core.io.ClassPathResource;

/** Serves the page, which loads the gateway's client module and connects to the feed. */
final class PricePage implements AutoCloseable {

	private final byte[] page;

	private final HttpServer server;

	PricePage(PricesProperties properties) throws IOException {
		try (InputStream file = new ClassPathResource("prices/index.html").getInputStream()) {
			this.page = new String(file.readAllBytes(), StandardCharsets.UTF_8)
				.replace("{{gateway}}", properties.gateway())
				.getBytes(StandardCharsets.UTF_8);
		}
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), properties.port()), 0);
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	private void answer(HttpExchange request) throws IOException {
		try (request) {
			if (!request.getRequestMethod().equals("GET") || !request.getRequestURI().getPath().equals("/")) {
				request.sendResponseHeaders(404, -1);
				return;
			}
			request.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
			request.sendResponseHeaders(200, this.page.length);
			request.getResponseBody().write(this.page);
		}
	}

	int port() {
		return this.server.getAddress().getPort();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
