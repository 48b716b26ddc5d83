package io.realtimeclock.gateway.login;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/**
 * Finds the bearer token (RFC 6750) of a WebSocket's handshake: in the header
 * {@code Authorization}, or, as browsers can't set that one, behind the sub-protocol
 * {@code bearer} in {@code Sec-WebSocket-Protocol}. Never in the URL, which gets logged.
 */
public final class BearerProtocol implements BearerTokenResolver {

	/** The sub-protocol's name. */
	public static final String NAME = "bearer";

	private final BearerTokenResolver header = new DefaultBearerTokenResolver();

	@Override
	public @Nullable String resolve(HttpServletRequest request) {
		String token = this.header.resolve(request);
		return (token != null) ? token : offered(request);
	}

	/** Return whether a request has a token as a sub-protocol. */
	static boolean isOffered(HttpServletRequest request) {
		return offered(request) != null;
	}

	private static @Nullable String offered(HttpServletRequest request) {
		String offer = request.getHeader("Sec-WebSocket-Protocol");
		String[] protocols = (offer != null) ? offer.split(",", -1) : new String[0];
		return (protocols.length == 2 && protocols[0].strip().equals(NAME)) ? protocols[1].strip() : null;
	}

}
