package io.realtimeclock.gateway;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

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

	/** The page on which users see and end their sessions. */
	public static final String SESSIONS = "/sessions";

	/** Pages, which redirect to the login page. */
	public static final RequestMatcher PAGES = any("/", SESSIONS, FEEDS + "{name}/");

	private static final Pattern FEED = Pattern.compile("[a-z0-9-]{1,40}");

	private static final Pattern FEED_PAGE = Pattern.compile(FEEDS + "(" + FEED + ")/");

	private static final String KEPT_FEED = Paths.class.getName() + ".feed";

	/** Forwarded to, never requested: the login page after too many failures. */
	public static final String THROTTLED = "/login/throttled";

	/** Forwarded to, never requested: the login page during a provider's outage. */
	public static final String UNAVAILABLE = "/login/unavailable";

	/** Forwarded to, never requested: the login page after a form that has expired. */
	public static final String EXPIRED = "/login/expired";

	/** Paths for which no session, password or token is checked. */
	public static final RequestMatcher PROBES = any("/livez", "/readyz");

	/** Paths that need no login. */
	public static final RequestMatcher FOR_EVERYBODY = any("/login", "/assets/**", "/error");

	/** Paths that need a login. */
	public static final RequestMatcher FOR_USERS = new OrRequestMatcher(PAGES,
			any("/logout", "/api/initial_state", "/api/feeds/{name}"));

	/** All paths. */
	public static final RequestMatcher KNOWN = new OrRequestMatcher(PROBES, FOR_EVERYBODY, FOR_USERS, HANDSHAKES);

	private Paths() {
	}

	/** Return the login page that leads to the requested page. */
	public static String login(HttpServletRequest request) {
		Matcher page = FEED_PAGE.matcher(request.getServletPath());
		return page.matches() ? "/login?feed=" + page.group(1) : "/login";
	}

	/**
	 * Return the login page after a failed login, which leads to the same page as before.
	 * @param error the parameter that says what failed
	 */
	public static String failedLogin(HttpServletRequest request, String error) {
		String feed = feed(request);
		return "/login?" + error + ((feed != null) ? "&feed=" + feed : "");
	}

	/** Return the page that the login of a request leads to. */
	public static String afterLogin(HttpServletRequest request) {
		String feed = feed(request);
		return (feed != null) ? FEEDS + feed + "/" : "/";
	}

	/**
	 * Return the feed whose page the login of a request leads to, {@code null} for the
	 * clock. Anything that is no feed's name is none: the name becomes part of redirects.
	 */
	public static @Nullable String feed(HttpServletRequest request) {
		Object kept = request.getAttribute(KEPT_FEED);
		String feed = (kept instanceof String name) ? name : request.getParameter("feed");
		return (feed != null && FEED.matcher(feed).matches()) ? feed : null;
	}

	/**
	 * Continue a request's login that was begun with another request.
	 * @param feed the feed whose page it leads to, {@code null} for the clock
	 */
	public static void keepFeed(HttpServletRequest request, @Nullable String feed) {
		request.setAttribute(KEPT_FEED, feed);
	}

	private static RequestMatcher any(String... patterns) {
		return new OrRequestMatcher(Stream.of(patterns)
			.map((pattern) -> (RequestMatcher) PathPatternRequestMatcher.withDefaults().matcher(pattern))
			.toList());
	}

}
