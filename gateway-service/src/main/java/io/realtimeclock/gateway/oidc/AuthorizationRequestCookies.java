package io.realtimeclock.gateway.oidc;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import io.realtimeclock.gateway.Paths;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.web.util.WebUtils;

/**
 * Stores a login that is in progress at an OpenID provider in a cookie per tab. The
 * gateway stores nothing for an unknown user.
 */
final class AuthorizationRequestCookies implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

	private static final String NAME = "clock-login-";

	private static final String FEED = "feed";

	private static final Duration MAX_AGE = Duration.ofMinutes(10);

	// More cookies would make the request headers too large
	private static final int MOST = 4;

	private final ClientRegistrationRepository registrations;

	private final JsonMapper json;

	AuthorizationRequestCookies(ClientRegistrationRepository registrations, JsonMapper json) {
		this.registrations = registrations;
		this.json = json;
	}

	@Override
	public void saveAuthorizationRequest(@Nullable OAuth2AuthorizationRequest begun, HttpServletRequest request,
			HttpServletResponse response) {
		if (begun == null) {
			return;
		}
		names(request).skip(MOST - 1).forEach((name) -> response.addCookie(cookie(name, "", Duration.ZERO, request)));
		byte[] value = this.json.writeValueAsBytes(new Begun(begun.getAttribute(OAuth2ParameterNames.REGISTRATION_ID),
				begun.getRedirectUri(), begun.getAttribute(OidcParameterNames.NONCE),
				begun.getAttribute(PkceParameterNames.CODE_VERIFIER), Paths.feed(request)));
		response.addCookie(cookie(name(String.valueOf(begun.getState()), request),
				Base64.getUrlEncoder().encodeToString(value), MAX_AGE, request));
	}

	@Override
	public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(HttpServletRequest request,
			HttpServletResponse response) {
		OAuth2AuthorizationRequest begun = loadAuthorizationRequest(request);
		if (begun != null) {
			Paths.keepFeed(request, begun.getAttribute(FEED));
			response.addCookie(cookie(name(String.valueOf(begun.getState()), request), "", Duration.ZERO, request));
		}
		return begun;
	}

	@Override
	@SuppressWarnings("NullAway") // The caller expects null
	public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
		String state = request.getParameter(OAuth2ParameterNames.STATE);
		Cookie cookie = (state != null) ? WebUtils.getCookie(request, name(state, request)) : null;
		try {
			return (cookie != null) ? request(read(cookie.getValue()), state) : null;
		}
		catch (JacksonException | IllegalArgumentException ex) {
			// A browser can send anything
			return null;
		}
	}

	private Begun read(String value) {
		return this.json.readValue(Base64.getUrlDecoder().decode(value), Begun.class);
	}

	private @Nullable OAuth2AuthorizationRequest request(Begun begun, String state) {
		String id = begun.registration();
		ClientRegistration registration = (id != null) ? this.registrations.findByRegistrationId(id) : null;
		if (registration == null) {
			return null;
		}
		Map<String, Object> attributes = new HashMap<>();
		attributes.put(OAuth2ParameterNames.REGISTRATION_ID, id);
		attributes.put(OidcParameterNames.NONCE, begun.nonce());
		attributes.put(PkceParameterNames.CODE_VERIFIER, begun.codeVerifier());
		attributes.put(FEED, begun.feed());
		attributes.values().removeIf((value) -> value == null);
		return OAuth2AuthorizationRequest.authorizationCode()
			.clientId(registration.getClientId())
			.authorizationUri(String.valueOf(registration.getProviderDetails().getAuthorizationUri()))
			.scopes(registration.getScopes())
			.redirectUri(begun.redirectUri())
			.state(state)
			.attributes(attributes)
			.build();
	}

	private static Stream<String> names(HttpServletRequest request) {
		return (request.getCookies() != null) ? Stream.of(request.getCookies())
			.map(Cookie::getName)
			.filter((name) -> name.startsWith(name("", request))) : Stream.of();
	}

	private static String name(String state, HttpServletRequest request) {
		return (request.isSecure() ? "__Host-" : "") + NAME + state.replace("=", "");
	}

	private static Cookie cookie(String name, String value, Duration maxAge, HttpServletRequest request) {
		Cookie cookie = new Cookie(name, value);
		cookie.setPath("/");
		cookie.setHttpOnly(true);
		cookie.setSecure(request.isSecure());
		cookie.setMaxAge((int) maxAge.toSeconds());
		cookie.setAttribute("SameSite", "Lax");
		return cookie;
	}

	/**
	 * The values against which the provider's answer is checked, and the feed whose page
	 * the login leads to.
	 */
	private record Begun(@Nullable String registration, @Nullable String redirectUri, @Nullable String nonce,
			@Nullable String codeVerifier, @Nullable String feed) {

	}

}
