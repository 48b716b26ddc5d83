package io.realtimeclock.gateway.login;

import java.util.stream.Stream;

import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The paths that there are. Whatever is not named here answers 404 to everybody, so a
 * path that somebody forgets is closed.
 */
final class Paths {

	static final String HANDSHAKE = "/time/tic/";

	/** Only reached from within, to show the login after a failure. */
	static final String THROTTLED = "/login/throttled";

	/** Only reached from within, to show the login while a provider does not answer. */
	static final String UNAVAILABLE = "/login/unavailable";

	/** For these no session, password or token is ever checked. */
	static final RequestMatcher PROBES = any("/livez", "/readyz");

	static final RequestMatcher FOR_EVERYBODY = any("/login", "/assets/**", "/error");

	static final RequestMatcher FOR_USERS = any("/", "/logout", "/api/initial_state");

	static final RequestMatcher KNOWN = new OrRequestMatcher(PROBES, FOR_EVERYBODY, FOR_USERS, any(HANDSHAKE));

	private Paths() {
	}

	private static RequestMatcher any(String... patterns) {
		return new OrRequestMatcher(Stream.of(patterns)
			.map((pattern) -> (RequestMatcher) PathPatternRequestMatcher.withDefaults().matcher(pattern))
			.toList());
	}

}
