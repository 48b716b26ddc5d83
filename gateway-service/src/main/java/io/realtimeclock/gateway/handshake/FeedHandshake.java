package io.realtimeclock.gateway.handshake;

import java.util.List;
import java.util.Map;

import io.realtimeclock.gateway.Paths;
import io.realtimeclock.gateway.feed.FeedQuery.FeedRefusedException;
import io.realtimeclock.gateway.feed.Feeds;
import io.realtimeclock.gateway.problem.Problems;
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
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

/** Checks which keys of a feed a client asks for, and whether it may see them. */
final class FeedHandshake implements HandshakeInterceptor {

	/** The attribute of a handshake that holds what a client of a feed may see. */
	static final String QUERY = "query";

	private static final String RETRY_AFTER_SECONDS = "1";

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
				answer.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
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
