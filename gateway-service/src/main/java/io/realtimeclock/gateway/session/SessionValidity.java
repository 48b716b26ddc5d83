package io.realtimeclock.gateway.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.gateway.revocation.Login;
import io.realtimeclock.gateway.revocation.LoginClock;
import io.realtimeclock.gateway.revocation.LoginName;
import io.realtimeclock.gateway.revocation.UserSessions;
import io.realtimeclock.gateway.users.UserDirectory;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.security.core.Authentication;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Checks whether a session in Redis is valid: readable, not older than the longest life,
 * made with the current password of its user, and not ended.
 */
@Component
final class SessionValidity {

	/** The attribute of the session that holds the login. */
	static final String ATTRIBUTE = HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY;

	private final UserDirectory users;

	private final UserSessions logins;

	private final LoginClock clock;

	private final JsonMapper json;

	private final Duration longestLife;

	SessionValidity(UserDirectory users, UserSessions logins, LoginClock clock, JsonMapper json,
			GatewayProperties properties) {
		this.users = users;
		this.logins = logins;
		this.clock = clock;
		this.json = json;
		this.longestLife = properties.sessionLife();
	}

	/** Keep a login in its session. */
	void store(Authentication login, HttpServletRequest request) {
		HttpSession session = request.getSession();
		StoredLogin stored = StoredLogin.of(login, this.clock.beginOf(request), this.users::fingerprint);
		this.logins.begin(stored.user(), session.getId());
		session.setAttribute(ATTRIBUTE, this.json.writeValueAsString(stored));
	}

	/**
	 * Return the login of a session, {@code null} if it is not valid.
	 * @param attribute the session's attribute
	 */
	@Nullable Authentication check(String id, Instant created, @Nullable Object attribute) {
		StoredLogin stored = (attribute instanceof String text) ? read(text) : null;
		Instant end = created.plus(this.longestLife);
		if (stored == null || end.isBefore(Instant.now()) || !hasItsPassword(stored)) {
			return null;
		}
		Login login = new Login(stored.user(), id, names(id, stored), Instant.ofEpochMilli(stored.since()), end);
		if (this.logins.isEnded(login)) {
			return null;
		}
		// Roles may have changed in the configuration since then
		return stored.authentication(login,
				(stored.password() != null) ? this.users.authorities(stored.user()) : stored.granted());
	}

	private @Nullable StoredLogin read(String text) {
		try {
			return this.json.readValue(text, StoredLogin.class);
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	private boolean hasItsPassword(StoredLogin stored) {
		return stored.password() == null || this.users.fingerprint(stored.user()).equals(stored.password());
	}

	private static List<LoginName> names(String id, StoredLogin stored) {
		List<LoginName> names = new ArrayList<>(List.of(LoginName.session(id), LoginName.user(stored.user())));
		if (stored.provider() != null) {
			stored.provider().names().forEach((name) -> names.add(LoginName.provider(name)));
		}
		return List.copyOf(names);
	}

}
