package io.realtimeclock.gateway.session;

import java.util.List;

import io.realtimeclock.gateway.Paths;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.stereotype.Component;

/**
 * The session's cookie. With TLS its name begins with {@code __Host-}: browsers reject
 * such a cookie from other hosts of the domain and from plain HTTP (RFC 6265bis, section
 * 4.1.3.2).
 */
@Component
final class SessionCookies implements CookieSerializer {

	// A browser may send an old cookie besides the current one
	private static final int MOST = 2;

	private final DefaultCookieSerializer plain = cookie("SESSION");

	private final DefaultCookieSerializer encrypted = cookie("__Host-SESSION");

	private static DefaultCookieSerializer cookie(String name) {
		DefaultCookieSerializer cookie = new DefaultCookieSerializer();
		cookie.setCookieName(name);
		cookie.setCookiePath("/");
		cookie.setUseHttpOnlyCookie(true);
		cookie.setSameSite("Lax");
		return cookie;
	}

	@Override
	public void writeCookieValue(CookieValue cookie) {
		of(cookie.getRequest()).writeCookieValue(cookie);
	}

	/**
	 * Read at most two sessions, and no session of a probe: each is looked up in Redis.
	 */
	@Override
	public List<String> readCookieValues(HttpServletRequest request) {
		return Paths.PROBES.matches(request) ? List.of()
				: of(request).readCookieValues(request).stream().distinct().limit(MOST).toList();
	}

	private CookieSerializer of(HttpServletRequest request) {
		return request.isSecure() ? this.encrypted : this.plain;
	}

}
