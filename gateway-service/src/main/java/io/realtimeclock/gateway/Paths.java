package io.realtimeclock.gateway;

import java.util.stream.Stream;

import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The paths that the gateway serves. Any other path answers 404, so a forgotten path is
 * closed.
 */
public final class Paths {

	/** The clock's WebSocket. */
	public static final String CLOCK = "/time/tic/";

	/** What the path of each feed's WebSocket begins with. */
	public static final String FEEDS = "/feeds/";

	/** The WebSockets' handshakes. */
	public static final RequestMatcher HANDSHAKES = any(CLOCK, FEEDS + "{name}");

	/** Forwarded to, never requested: the login page after too many failures. */
	public static final String THROTTLED = "/login/throttled";

	/** Forwarded to, never requested: the login page during a provider's outage. */
	public static final String UNAVAILABLE = "/login/unavailable";

	/** Paths for which no session, password or token is checked. */
	public static final RequestMatcher PROBES = any("/livez", "/readyz");

	/** Paths that need no login. */
	public static final RequestMatcher FOR_EVERYBODY = any("/login", "/assets/**", "/error");

	/** Paths that need a login. */
	public static final RequestMatcher FOR_USERS = any("/", "/logout", "/api/initial_state", "/api/feeds/{name}");

	/** All paths. */
	public static final RequestMatcher KNOWN = new OrRequestMatcher(PROBES, FOR_EVERYBODY, FOR_USERS, HANDSHAKES);

	private Paths() {
	}

	private static RequestMatcher any(String... patterns) {
		return new OrRequestMatcher(Stream.of(patterns)
			.map((pattern) -> (RequestMatcher) PathPatternRequestMatcher.withDefaults().matcher(pattern))
			.toList());
	}

}
