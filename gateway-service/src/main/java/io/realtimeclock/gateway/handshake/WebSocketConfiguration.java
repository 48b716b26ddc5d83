package io.realtimeclock.gateway.handshake;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.gateway.Paths;
import io.realtimeclock.gateway.feed.Feeds;
import io.realtimeclock.gateway.handshake.ClientUpgrade.FeedHandshake;
import io.realtimeclock.gateway.oidc.BearerTokens;
import io.realtimeclock.gateway.problem.Problems;
import io.realtimeclock.logging.LogRateLimiter;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.context.support.HttpRequestHandlerServlet;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;
import org.springframework.web.socket.server.support.OriginHandshakeInterceptor;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

/**
 * Spring's handshake on a servlet of its own: clients come in storms, and what the
 * dispatcher does for each request would double its price.
 */
@Configuration(proxyBeanMethods = false)
class WebSocketConfiguration {

	// The servlet finds its handler by this name
	private static final String HANDSHAKE = "handshakeHandler";

	// Spring's handler for the time after the handshake is never used
	private static final WebSocketHandler NO_HANDLER = new AbstractWebSocketHandler() {
	};

	@Bean(HANDSHAKE)
	WebSocketHttpRequestHandler handshakeHandler(ClientUpgrade upgrade, GatewayProperties properties, Feeds feeds,
			Problems problems) {
		DefaultHandshakeHandler handshake = new DefaultHandshakeHandler(upgrade);
		handshake.setSupportedProtocols(BearerTokens.SUBPROTOCOL);
		WebSocketHttpRequestHandler handler = new WebSocketHttpRequestHandler(NO_HANDLER, handshake);
		handler.getHandshakeInterceptors().add(new StrictHandshake());
		handler.getHandshakeInterceptors().add(new OriginCheck(properties.allowedOrigins()));
		handler.getHandshakeInterceptors().add(new FeedHandshake(feeds, problems));
		return handler;
	}

	@Bean
	ServletRegistrationBean<HttpRequestHandlerServlet> handshakeServlet(Feeds feeds) {
		ServletRegistrationBean<HttpRequestHandlerServlet> servlet = new ServletRegistrationBean<>(
				new HttpRequestHandlerServlet(), Paths.CLOCK);
		feeds.all().forEach((feed) -> servlet.addUrlMappings(Paths.FEEDS + feed.name()));
		servlet.setName(HANDSHAKE);
		return servlet;
	}

	/**
	 * Refuses handshakes that Spring's own checks let pass: with a key that is none, with
	 * a header twice that there can be once, by HTTP/1.0, or with a body, whose bytes
	 * would be taken for frames (RFC 6455, sections 4.1 and 4.2.1). Spring fails at an
	 * extension without a name (section 9.1).
	 */
	private static final class StrictHandshake implements HandshakeInterceptor {

		private static final List<String> ONCE = List.of("Sec-WebSocket-Key", "Sec-WebSocket-Version", "Origin");

		private static final int KEY_BYTES = 16;

		@Override
		public boolean beforeHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
				Map<String, Object> attributes) {
			HttpServletRequest http = ((ServletServerHttpRequest) request).getServletRequest();
			boolean bodiless = http.getContentLengthLong() <= 0 && http.getHeader("Transfer-Encoding") == null;
			boolean once = ONCE.stream().allMatch((name) -> Collections.list(http.getHeaders(name)).size() <= 1);
			boolean current = !"HTTP/1.0".equals(http.getProtocol());
			boolean named = Collections.list(http.getHeaders("Sec-WebSocket-Extensions"))
				.stream()
				.flatMap((offer) -> Stream.of(offer.split(",")))
				.noneMatch((extension) -> extension.strip().startsWith(";"));
			if (bodiless && once && current && named && isKey(http.getHeader("Sec-WebSocket-Key"))) {
				return true;
			}
			response.setStatusCode(HttpStatus.BAD_REQUEST);
			return false;
		}

		private static boolean isKey(@Nullable String key) {
			try {
				return key != null && Base64.getDecoder().decode(key.strip()).length == KEY_BYTES;
			}
			catch (IllegalArgumentException ex) {
				return false;
			}
		}

		@Override
		public void afterHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
				@Nullable Exception failure) {
		}

	}

	/**
	 * Refuses handshakes from pages of other origins, and logs in what an origin differs:
	 * a proxy that forwards the wrong scheme, host or port shuts everybody out.
	 */
	private static final class OriginCheck implements HandshakeInterceptor {

		private static final Log logger = LogFactory.getLog(OriginCheck.class);

		private static final Duration LOG_PAUSE = Duration.ofSeconds(10);

		private static final int LONGEST_LOGGED = 200;

		private final HandshakeInterceptor check;

		// A flood of foreign pages must not hide that the proxy is configured wrongly
		private final LogRateLimiter ofSameHost = new LogRateLimiter(LOG_PAUSE);

		private final LogRateLimiter ofOtherHosts = new LogRateLimiter(LOG_PAUSE);

		OriginCheck(List<String> allowedOrigins) {
			this.check = new OriginHandshakeInterceptor(allowedOrigins);
		}

		@Override
		public boolean beforeHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
				Map<String, Object> attributes) throws Exception {
			boolean allowed;
			try {
				allowed = this.check.beforeHandshake(request, response, handler, attributes);
			}
			catch (IllegalArgumentException | IllegalStateException ex) {
				// Spring could not parse it
				response.setStatusCode(HttpStatus.FORBIDDEN);
				allowed = false;
			}
			if (!allowed) {
				log(String.valueOf(request.getHeaders().getOrigin()),
						((ServletServerHttpRequest) request).getServletRequest());
			}
			return allowed;
		}

		private void log(String origin, HttpServletRequest request) {
			URI page = parse(origin);
			boolean sameHost = page != null && request.getServerName().equalsIgnoreCase(page.getHost());
			if (!(sameHost ? this.ofSameHost : this.ofOtherHosts).tryAcquire()) {
				return;
			}
			logger.warn("Refused a handshake from a page of " + printable(origin) + ": the request is for "
					+ request.getScheme() + "://" + printable(request.getServerName()) + ":" + request.getServerPort()
					+ differences(page, request)
					+ ". Behind a proxy set gateway.trusted-proxies, and X-Forwarded-Proto, -Host and -Port there;"
					+ " name pages elsewhere in gateway.allowed-origins");
		}

		private static String differences(@Nullable URI page, HttpServletRequest request) {
			if (page == null) {
				return "";
			}
			List<String> differences = new ArrayList<>();
			difference("scheme", request.getScheme(), page.getScheme(), differences);
			difference("host", request.getServerName(), page.getHost(), differences);
			difference("port", request.getServerPort(), port(page), differences);
			return ", " + String.join(", ", differences);
		}

		private static void difference(String part, Object here, Object there, List<String> differences) {
			if (!Objects.equals(here, there)) {
				differences.add(part + " " + printable(here.toString()) + " instead of " + printable(there.toString()));
			}
		}

		private static int port(URI page) {
			if (page.getPort() >= 0) {
				return page.getPort();
			}
			return "https".equals(page.getScheme()) ? 443 : 80;
		}

		private static @Nullable URI parse(String origin) {
			try {
				URI page = new URI(origin);
				return (page.getScheme() != null && page.getHost() != null) ? page : null;
			}
			catch (URISyntaxException ex) {
				return null;
			}
		}

		/** Return what a client sent in a form that cannot forge log lines. */
		private static String printable(String text) {
			String ascii = text.replaceAll("[^\\x20-\\x7E]", "?");
			return (ascii.length() > LONGEST_LOGGED) ? ascii.substring(0, LONGEST_LOGGED) + "..." : ascii;
		}

		@Override
		public void afterHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
				@Nullable Exception failure) {
		}

	}

}
