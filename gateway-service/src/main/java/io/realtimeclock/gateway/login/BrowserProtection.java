package io.realtimeclock.gateway.login;

import java.util.List;

import io.realtimeclock.gateway.oidc.OidcProviders;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.stereotype.Component;

/**
 * Protects browsers and their users against the pages of other sites: with headers that
 * say what a browser has to forbid, and with a token in each form.
 */
@Component
final class BrowserProtection {

	private static final String CONTENT = "default-src 'none'; script-src 'self'; style-src 'self';"
			+ " img-src 'self'; connect-src 'self'; form-action %s; base-uri 'none'; frame-ancestors 'none'";

	private static final String PERMISSIONS = "accelerometer=(), camera=(), geolocation=(), gyroscope=(),"
			+ " magnetometer=(), microphone=(), payment=(), usb=()";

	private final OidcProviders providers;

	private volatile Policy policy = new Policy(List.of());

	BrowserProtection(OidcProviders providers) {
		this.providers = providers;
	}

	/**
	 * Add to Spring Security's own headers, which forbid sniffing and framing, and set
	 * HSTS on TLS.
	 */
	void headers(HeadersConfigurer<HttpSecurity> headers) {
		headers.cacheControl((cache) -> cache.disable())
			.addHeaderWriter(BrowserProtection::noStore)
			.addHeaderWriter(this::contentPolicy)
			.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.NO_REFERRER))
			.permissionsPolicyHeader((policy) -> policy.policy(PERMISSIONS));
	}

	/**
	 * The logout is a form, which a provider's logout answers with a redirect. A provider
	 * may be known only some time after the start.
	 */
	private void contentPolicy(HttpServletRequest request, HttpServletResponse response) {
		List<String> origins = this.providers.logOutOrigins();
		Policy current = this.policy;
		if (!current.origins().equals(origins)) {
			current = new Policy(origins);
			this.policy = current;
		}
		response.setHeader("Content-Security-Policy", current.text());
	}

	/**
	 * Spring Security's own writer lets an answer with a cookie be stored: Jetty has set
	 * another header of the same kind by then.
	 */
	private static void noStore(HttpServletRequest request, HttpServletResponse response) {
		if (!response.containsHeader(HttpHeaders.CACHE_CONTROL)) {
			response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		}
	}

	/** Require a token, stored in a cookie: the login page needs no session. */
	void csrf(CsrfConfigurer<HttpSecurity> csrf) {
		csrf.csrfTokenRepository(new Cookies()).requireCsrfProtectionMatcher(BrowserProtection::isRequired);
	}

	/**
	 * A page of another site can't set the header Authorization. A browser that remembers
	 * a password for HTTP Basic sets it by itself, but then adds an origin. A request
	 * that is forwarded, to a page with an error, was judged before.
	 */
	private static boolean isRequired(HttpServletRequest request) {
		boolean program = request.getHeader(HttpHeaders.AUTHORIZATION) != null
				&& request.getHeader(HttpHeaders.ORIGIN) == null;
		return !program && request.getDispatcherType() == DispatcherType.REQUEST
				&& CsrfFilter.DEFAULT_CSRF_MATCHER.matches(request);
	}

	private record Policy(List<String> origins, String text) {

		Policy(List<String> origins) {
			this(origins, CONTENT.formatted(String.join(" ", "'self'", String.join(" ", origins)).strip()));
		}

	}

	/** With TLS the cookie's name begins with {@code __Host-}, like the session's. */
	private static final class Cookies implements CsrfTokenRepository {

		private final CookieCsrfTokenRepository plain = cookie("XSRF-TOKEN");

		private final CookieCsrfTokenRepository encrypted = cookie("__Host-XSRF-TOKEN");

		private static CookieCsrfTokenRepository cookie(String name) {
			CookieCsrfTokenRepository repository = new CookieCsrfTokenRepository();
			repository.setCookieName(name);
			repository.setCookiePath("/");
			repository.setCookieCustomizer((cookie) -> cookie.sameSite("Lax"));
			return repository;
		}

		@Override
		public CsrfToken generateToken(HttpServletRequest request) {
			return of(request).generateToken(request);
		}

		@Override
		public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
			of(request).saveToken(token, request, response);
		}

		@Override
		public @Nullable CsrfToken loadToken(HttpServletRequest request) {
			return of(request).loadToken(request);
		}

		private CookieCsrfTokenRepository of(HttpServletRequest request) {
			return request.isSecure() ? this.encrypted : this.plain;
		}

	}

}
