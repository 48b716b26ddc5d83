package io.realtimeclock.gateway.login;

import java.time.Duration;
import java.time.Instant;

import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.gateway.users.UserDirectory;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/**
 * Tells whether a session that Redis has is still good: not too old, however much it is
 * used, and made with the password that its user has now.
 */
@Component
final class SessionRules {

	private static final String USER = "clock.user";

	private static final String PASSWORD = "clock.password";

	private final UserDirectory users;

	private final Duration longestLife;

	SessionRules(UserDirectory users, GatewayProperties properties) {
		this.users = users;
		this.longestLife = properties.sessionLife();
	}

	/** Note in a session how its user has logged in. */
	void began(HttpSession session, Authentication login) {
		if (login.getPrincipal() instanceof UserDetails) {
			session.setAttribute(USER, login.getName());
			session.setAttribute(PASSWORD, this.users.fingerprint(login.getName()));
		}
	}

	boolean isGood(HttpSession session) {
		return isGood(Instant.ofEpochMilli(session.getCreationTime()), (String) session.getAttribute(USER),
				session.getAttribute(PASSWORD));
	}

	boolean isGood(Session session) {
		return isGood(session.getCreationTime(), session.getAttribute(USER), session.getAttribute(PASSWORD));
	}

	private boolean isGood(Instant created, @Nullable String user, @Nullable Object password) {
		boolean old = created.plus(this.longestLife).isBefore(Instant.now());
		return !old && (user == null || this.users.fingerprint(user).equals(password));
	}

}
