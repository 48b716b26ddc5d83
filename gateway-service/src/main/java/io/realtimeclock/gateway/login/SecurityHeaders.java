package io.realtimeclock.gateway.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.stereotype.Component;

/**
 * What browsers are told to forbid. Spring Security adds the rest: no sniffing, no
 * framing, and HSTS on TLS.
 */
@Component
final class SecurityHeaders implements Customizer<HeadersConfigurer<HttpSecurity>> {

	private static final String CONTENT = "default-src 'none'; script-src 'self'; style-src 'self';"
			+ " img-src 'self'; connect-src 'self'; form-action %s; base-uri 'none'; frame-ancestors 'none'";

	private static final String PERMISSIONS = "accelerometer=(), camera=(), geolocation=(), gyroscope=(),"
			+ " magnetometer=(), microphone=(), payment=(), usb=()";

	private final Providers providers;

	SecurityHeaders(Providers providers) {
		this.providers = providers;
	}

	@Override
	public void customize(HeadersConfigurer<HttpSecurity> headers) {
		// The log-out is a form, which a provider's log-out answers by a redirect
		String formAction = String.join(" ", "'self'", String.join(" ", this.providers.logOutOrigins())).strip();
		headers.cacheControl((cache) -> cache.disable())
			.addHeaderWriter(SecurityHeaders::noStore)
			.contentSecurityPolicy((policy) -> policy.policyDirectives(CONTENT.formatted(formAction)))
			.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.NO_REFERRER))
			.permissionsPolicyHeader((policy) -> policy.policy(PERMISSIONS));
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

}
