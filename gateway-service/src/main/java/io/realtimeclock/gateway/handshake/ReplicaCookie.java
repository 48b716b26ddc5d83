package io.realtimeclock.gateway.handshake;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import io.realtimeclock.gateway.GatewayProperties;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Component;

/**
 * Tells the page which replica serves it. A page's script sees nothing else of a
 * handshake's answer than its cookies.
 */
@Component
final class ReplicaCookie {

	private final String replica;

	ReplicaCookie(GatewayProperties properties) {
		this.replica = URLEncoder.encode(String.valueOf(properties.replica()), StandardCharsets.UTF_8);
	}

	void addTo(HttpServletResponse response, boolean secure) {
		Cookie cookie = new Cookie("clock-replica", this.replica);
		cookie.setPath("/");
		cookie.setSecure(secure);
		cookie.setAttribute("SameSite", "Strict");
		response.addCookie(cookie);
	}

}
