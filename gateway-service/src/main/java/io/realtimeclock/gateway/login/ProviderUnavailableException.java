package io.realtimeclock.gateway.login;

import org.springframework.security.authentication.AuthenticationServiceException;

/** An OpenID provider does not answer, or too many log-ins are waiting for it. */
final class ProviderUnavailableException extends AuthenticationServiceException {

	private static final long serialVersionUID = 1;

	ProviderUnavailableException(String message) {
		super(message);
	}

}
