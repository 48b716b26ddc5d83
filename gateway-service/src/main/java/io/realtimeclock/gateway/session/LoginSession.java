package io.realtimeclock.gateway.session;

import java.time.Instant;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The session that somebody is logged in by.
 *
 * @param id its id, which is a secret
 * @param created when it began, by the wall clock
 */
public record LoginSession(String id, Instant created) {

	private static final String ATTRIBUTE = LoginSession.class.getName();

	/**
	 * Return the session that a request is let in by, unless it brought its own login.
	 */
	public static @Nullable LoginSession of(HttpServletRequest request) {
		return (LoginSession) request.getAttribute(ATTRIBUTE);
	}

	/** Note that a request is let in by this session. */
	public void attachTo(HttpServletRequest request) {
		request.setAttribute(ATTRIBUTE, this);
	}

	/** Tell nobody the id: who knows it is logged in. */
	@Override
	public String toString() {
		return "LoginSession[created=" + this.created + "]";
	}

}
