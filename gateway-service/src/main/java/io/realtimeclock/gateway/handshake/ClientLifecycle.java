package io.realtimeclock.gateway.handshake;

import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.gateway.admission.Admission;
import io.realtimeclock.gateway.admission.Admission.Permit;
import io.realtimeclock.gateway.broadcast.Broadcaster.ClientHandle;
import io.realtimeclock.gateway.revocation.Login;
import io.realtimeclock.gateway.revocation.LoginClock;
import io.realtimeclock.gateway.revocation.LoginRegistry;
import io.realtimeclock.gateway.rfc6455.CloseCode;
import io.realtimeclock.gateway.users.UserDirectory.PasswordUser;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.server.resource.authentication.AbstractOAuth2TokenAuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * A client from its admission until it is disconnected. Its login may end, and it may be
 * disconnected, before or after it has joined the others.
 */
final class ClientLifecycle {

	private final Runnable leave;

	private @Nullable Runnable deregister;

	private @Nullable ClientHandle client;

	private boolean loginEnded;

	private boolean disconnected;

	ClientLifecycle(Runnable leave) {
		this.leave = leave;
	}

	private synchronized void registered(Runnable deregister) {
		if (this.disconnected) {
			deregister.run();
		}
		else {
			this.deregister = deregister;
		}
	}

	synchronized void joined(ClientHandle client) {
		this.client = client;
		if (this.loginEnded) {
			close(client);
		}
	}

	private synchronized void loginEnded() {
		this.loginEnded = true;
		if (this.client != null) {
			close(this.client);
		}
	}

	private static void close(ClientHandle client) {
		client.close(CloseCode.LOGIN_ENDED, "session ended");
	}

	/** Release what the client holds. Any call after the first one does nothing. */
	synchronized void disconnected() {
		if (this.disconnected) {
			return;
		}
		this.disconnected = true;
		this.leave.run();
		if (this.deregister != null) {
			this.deregister.run();
		}
	}

	/** Begins the lifecycles of admitted clients, which end with their logins. */
	@Component
	static final class Factory {

		private final Admission admission;

		private final LoginRegistry logins;

		private final LoginClock loginClock;

		private final Duration longestLife;

		Factory(Admission admission, LoginRegistry logins, LoginClock loginClock, GatewayProperties properties) {
			this.admission = admission;
			this.logins = logins;
			this.loginClock = loginClock;
			this.longestLife = properties.sessionLife();
		}

		ClientLifecycle begin(Permit permit, Principal user, HttpServletRequest request) {
			ClientLifecycle lifecycle = new ClientLifecycle(() -> this.admission.leave(permit));
			boolean begun = false;
			try {
				Login session = Login.of(user);
				Login login = (session != null) ? session : ownLogin(permit, user, request);
				lifecycle.registered(this.logins.register(login, lifecycle::loginEnded));
				begun = true;
				return lifecycle;
			}
			finally {
				if (!begun) {
					lifecycle.disconnected();
				}
			}
		}

		/** Return the login of a client that brought its own credentials. */
		private Login ownLogin(Permit permit, Principal user, HttpServletRequest request) {
			Instant longest = permit.since().plus(this.longestLife);
			Instant tokenEnd = tokenEnd(user);
			PasswordUser known = PasswordUser.of(user);
			return Login.withoutSession(permit.user(), (known != null) ? known.dependsOn() : Set.of(),
					this.loginClock.beginOf(request),
					(tokenEnd != null && tokenEnd.isBefore(longest)) ? tokenEnd : longest);
		}

		/** Return when the bearer token expires (RFC 7519, {@code exp}). */
		private static @Nullable Instant tokenEnd(Principal user) {
			return (user instanceof AbstractOAuth2TokenAuthenticationToken<?> login) ? login.getToken().getExpiresAt()
					: null;
		}

	}

}
