package io.realtimeclock.gateway.handshake;

import java.security.Principal;
import java.time.Duration;
import java.time.Instant;

import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.gateway.admission.Admission;
import io.realtimeclock.gateway.admission.Place;
import io.realtimeclock.gateway.session.Login;
import io.realtimeclock.gateway.session.LoginClock;
import io.realtimeclock.gateway.session.LoginRegistry;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.server.resource.authentication.AbstractOAuth2TokenAuthenticationToken;
import org.springframework.stereotype.Component;

/** Begins the visits of clients, each as long as its place and the login it came by. */
@Component
final class Visits {

	private final Admission admission;

	private final LoginRegistry logins;

	private final LoginClock loginClock;

	private final Duration longestLife;

	Visits(Admission admission, LoginRegistry logins, LoginClock loginClock, GatewayProperties properties) {
		this.admission = admission;
		this.logins = logins;
		this.loginClock = loginClock;
		this.longestLife = properties.sessionLife();
	}

	Visit begin(Place place, Principal user, HttpServletRequest request) {
		Visit visit = new Visit(() -> this.admission.leave(place));
		boolean begun = false;
		try {
			Login login = Login.of(user);
			visit.whenGone(
					this.logins.register((login != null) ? login : ownLogin(place, user, request), visit::loginEnded));
			begun = true;
			return visit;
		}
		finally {
			if (!begun) {
				visit.gone();
			}
		}
	}

	/** Return the login of a client that brought its own credentials. */
	private Login ownLogin(Place place, Principal user, HttpServletRequest request) {
		Instant longest = place.since().plus(this.longestLife);
		Instant tokenEnd = tokenEnd(user);
		return Login.withoutSession(place.user(), this.loginClock.beginOf(request),
				(tokenEnd != null && tokenEnd.isBefore(longest)) ? tokenEnd : longest);
	}

	/**
	 * Return until when the token is good by which somebody came (RFC 7519, {@code exp}).
	 */
	private static @Nullable Instant tokenEnd(Principal user) {
		return (user instanceof AbstractOAuth2TokenAuthenticationToken<?> login) ? login.getToken().getExpiresAt()
				: null;
	}

}
