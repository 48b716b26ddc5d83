package io.realtimeclock.gateway.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;

/**
 * Protects forms against requests from pages of other sites. The token is stored in a
 * cookie, so the login page needs no session.
 */
final class CsrfProtection implements Customizer<CsrfConfigurer<HttpSecurity>> {

	@Override
	public void customize(CsrfConfigurer<HttpSecurity> csrf) {
		csrf.csrfTokenRepository(new Cookies()).requireCsrfProtectionMatcher(CsrfProtection::isRequired);
	}

	/**
	 * A page of another site can't set the header Authorization. A browser that remembers
	 * a password for HTTP Basic sets it by itself, but then adds an origin.
	 */
	private static boolean isRequired(HttpServletRequest request) {
		boolean program = request.getHeader(HttpHeaders.AUTHORIZATION) != null
				&& request.getHeader(HttpHeaders.ORIGIN) == null;
		return !program && CsrfFilter.DEFAULT_CSRF_MATCHER.matches(request);
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
