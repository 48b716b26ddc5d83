package io.realtimeclock.gateway.handshake;

import java.security.Principal;
import java.time.Instant;

import io.realtimeclock.gateway.admission.Admission;
import io.realtimeclock.gateway.admission.Place;
import io.realtimeclock.gateway.session.LoginEnd;
import io.realtimeclock.gateway.session.LoginSession;
import io.realtimeclock.gateway.session.SessionSockets;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.server.resource.authentication.AbstractOAuth2TokenAuthenticationToken;
import org.springframework.stereotype.Component;

/** Begins the visits of clients, each as long as its place and the login it came by. */
@Component
final class Visits {

	private final Admission admission;

	private final SessionSockets sessions;

	private final LoginEnd loginEnd;

	Visits(Admission admission, SessionSockets sessions, LoginEnd loginEnd) {
		this.admission = admission;
		this.sessions = sessions;
		this.loginEnd = loginEnd;
	}

	Visit begin(Place place, Principal user, HttpServletRequest request) {
		Visit visit = new Visit(() -> this.admission.leave(place));
		visit.whenGone(this.sessions.add(place.user(), LoginSession.of(request), visit::loginEnded));
		visit.whenGone(this.loginEnd.at(tokenEnd(user), visit::loginEnded));
		return visit;
	}

	/**
	 * Return until when the token is good by which somebody came (RFC 7519, {@code exp}).
	 */
	private static @Nullable Instant tokenEnd(Principal user) {
		return (user instanceof AbstractOAuth2TokenAuthenticationToken<?> login) ? login.getToken().getExpiresAt()
				: null;
	}

}
