package io.realtimeclock.gateway.handshake;

import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

/**
 * Refuses handshakes that Spring's own checks let pass: with a key that is none, with a
 * header twice that there can be once, by HTTP/1.0, or with a body, whose bytes would be
 * taken for frames (RFC 6455, sections 4.1 and 4.2.1).
 */
final class StrictHandshake implements HandshakeInterceptor {

	private static final List<String> ONCE = List.of("Sec-WebSocket-Key", "Sec-WebSocket-Version", "Origin");

	private static final int KEY_BYTES = 16;

	@Override
	public boolean beforeHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
			Map<String, Object> attributes) {
		HttpServletRequest http = ((ServletServerHttpRequest) request).getServletRequest();
		boolean bodiless = http.getContentLengthLong() <= 0 && http.getHeader("Transfer-Encoding") == null;
		boolean once = ONCE.stream().allMatch((name) -> Collections.list(http.getHeaders(name)).size() <= 1);
		boolean current = !"HTTP/1.0".equals(http.getProtocol());
		if (bodiless && once && current && isKey(http.getHeader("Sec-WebSocket-Key"))) {
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
