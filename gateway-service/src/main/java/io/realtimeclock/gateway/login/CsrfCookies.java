package io.realtimeclock.gateway.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;

/**
 * Keeps the token of forms in a cookie, which spares a session for who only opens the
 * login page. On TLS its name begins with {@code __Host-}, as the session cookie's does.
 */
final class CsrfCookies implements CsrfTokenRepository {

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
