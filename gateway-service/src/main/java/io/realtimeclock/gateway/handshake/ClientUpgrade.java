package io.realtimeclock.gateway.handshake;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.gateway.Paths;
import io.realtimeclock.gateway.admission.Admission;
import io.realtimeclock.gateway.admission.Admission.Permit;
import io.realtimeclock.gateway.feed.FeedQuery;
import io.realtimeclock.gateway.feed.FeedQuery.FeedRefusedException;
import io.realtimeclock.gateway.feed.Feeds;
import io.realtimeclock.gateway.problem.Problems;
import io.realtimeclock.gateway.revocation.Login;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeFailureException;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.socket.server.RequestUpgradeStrategy;

/** Ends Spring's handshake: admits the client and upgrades its connection. */
@Component
final class ClientUpgrade implements RequestUpgradeStrategy {

	private static final int RETRY_AFTER_SECONDS = 5;

	private final Admission admission;

	private final ClientLifecycle.Factory lifecycles;

	private final InstantSource clock;

	private final JettyUpgrade jetty;

	private final String replica;

	private final MeterRegistry meters;

	ClientUpgrade(Admission admission, ClientLifecycle.Factory lifecycles, InstantSource clock, JettyUpgrade jetty,
			GatewayProperties properties, MeterRegistry meters) {
		this.admission = admission;
		this.lifecycles = lifecycles;
		this.clock = clock;
		this.jetty = jetty;
		this.replica = URLEncoder.encode(String.valueOf(properties.replica()), StandardCharsets.UTF_8);
		this.meters = meters;
	}

	@Override
	public String[] getSupportedVersions() {
		return new String[] { "13" };
	}

	/**
	 * Support none: a tick of a hundred bytes gains nothing from compression, which costs
	 * 200 KB of native memory per client.
	 */
	@Override
	public List<WebSocketExtension> getSupportedExtensions(ServerHttpRequest request) {
		return List.of();
	}

	@Override
	public void upgrade(ServerHttpRequest request, ServerHttpResponse response, @Nullable String selectedProtocol,
			List<WebSocketExtension> selectedExtensions, @Nullable Principal user, WebSocketHandler handler,
			Map<String, Object> attributes) {
		if (user == null) {
			throw new HandshakeFailureException("Nobody is logged in");
		}
		HttpServletRequest servletRequest = ((ServletServerHttpRequest) request).getServletRequest();
		Login login = Login.of(user);
		Permit permit = Permit.of(user.getName(), (login != null) ? login.sessionName() : null,
				servletRequest.getRemoteAddr(), this.clock.instant());
		HttpStatus answer = this.admission.enter(permit);
		if (answer != HttpStatus.SWITCHING_PROTOCOLS) {
			response.setStatusCode(answer);
			response.getHeaders().set("Retry-After", Integer.toString(RETRY_AFTER_SECONDS));
			return;
		}
		ClientLifecycle lifecycle = this.lifecycles.begin(permit, user, servletRequest);
		boolean upgraded = false;
		try {
			((ServletServerHttpResponse) response).getServletResponse()
				.addCookie(replicaCookie(servletRequest.isSecure()));
			FeedQuery query = (FeedQuery) attributes.get(FeedHandshake.QUERY);
			boolean encrypted = this.jetty.upgrade(servletRequest, selectedProtocol, query, lifecycle);
			count(encrypted ? "tls" : "plain");
			upgraded = true;
		}
		catch (IOException ex) {
			throw new HandshakeFailureException("The connection could not be upgraded", ex);
		}
		finally {
			if (!upgraded) {
				lifecycle.disconnected();
			}
		}
	}

	private void count(String transport) {
		Counter.builder("gateway.handshakes.upgraded")
			.description("Clients admitted, by the transport of their connection")
			.tag("transport", transport)
			.register(this.meters)
			.increment();
	}

	/**
	 * Tell the page which replica serves it. A page's script sees nothing else of a
	 * handshake's answer than its cookies.
	 */
	private Cookie replicaCookie(boolean secure) {
		Cookie cookie = new Cookie("clock-replica", this.replica);
		cookie.setPath("/");
		cookie.setSecure(secure);
		cookie.setAttribute("SameSite", "Strict");
		return cookie;
	}

	/** Checks which keys of a feed a client asks for, and whether it may see them. */
	static final class FeedHandshake implements HandshakeInterceptor {

		/** The attribute of a handshake that holds what a client of a feed may see. */
		private static final String QUERY = "query";

		private static final String FEED_RETRY_AFTER_SECONDS = "1";

		private final Feeds feeds;

		private final Problems problems;

		FeedHandshake(Feeds feeds, Problems problems) {
			this.feeds = feeds;
			this.problems = problems;
		}

		@Override
		public boolean beforeHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
				Map<String, Object> attributes) throws Exception {
			HttpServletRequest http = ((ServletServerHttpRequest) request).getServletRequest();
			String path = http.getServletPath();
			if (!path.startsWith(Paths.FEEDS)) {
				return true;
			}
			Authentication user = (request.getPrincipal() instanceof Authentication login) ? login : null;
			String[] keys = http.getParameterValues("key");
			try {
				attributes.put(QUERY, this.feeds.query(path.substring(Paths.FEEDS.length()), user,
						(keys != null) ? List.of(keys) : List.of()));
				return true;
			}
			catch (FeedRefusedException ex) {
				HttpServletResponse answer = ((ServletServerHttpResponse) response).getServletResponse();
				if (ex.status() == HttpStatus.SERVICE_UNAVAILABLE) {
					answer.setHeader(HttpHeaders.RETRY_AFTER, FEED_RETRY_AFTER_SECONDS);
				}
				this.problems.write(http, answer, ex.status(), ex.detail());
				return false;
			}
		}

		@Override
		public void afterHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
				@Nullable Exception failure) {
		}

	}

	/** Adds a problem document to refused handshakes: Spring sets a status alone. */
	@Component
	static final class HandshakeProblems extends OncePerRequestFilter {

		private final Problems problems;

		HandshakeProblems(Problems problems) {
			this.problems = problems;
		}

		@Override
		protected boolean shouldNotFilter(HttpServletRequest request) {
			return !Paths.HANDSHAKES.matches(request);
		}

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			chain.doFilter(request, response);
			HttpStatus status = HttpStatus.resolve(response.getStatus());
			if (status != null && status.isError() && !response.isCommitted() && response.getContentType() == null) {
				this.problems.write(request, response, status, "No WebSocket was opened.");
			}
		}

	}

}
