package io.realtimeclock.gateway.login;

import java.util.List;

import io.realtimeclock.gateway.oidc.OidcProviders;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.stereotype.Component;

/**
 * What browsers have to forbid. Spring Security adds the rest: no sniffing, no framing,
 * and HSTS on TLS.
 */
@Component
final class SecurityHeaders implements Customizer<HeadersConfigurer<HttpSecurity>> {

	private static final String CONTENT = "default-src 'none'; script-src 'self'; style-src 'self';"
			+ " img-src 'self'; connect-src 'self'; form-action %s; base-uri 'none'; frame-ancestors 'none'";

	private static final String PERMISSIONS = "accelerometer=(), camera=(), geolocation=(), gyroscope=(),"
			+ " magnetometer=(), microphone=(), payment=(), usb=()";

	private final OidcProviders providers;

	private volatile Policy policy = new Policy(List.of());

	SecurityHeaders(OidcProviders providers) {
		this.providers = providers;
	}

	@Override
	public void customize(HeadersConfigurer<HttpSecurity> headers) {
		headers.cacheControl((cache) -> cache.disable())
			.addHeaderWriter(SecurityHeaders::noStore)
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

	private record Policy(List<String> origins, String text) {

		Policy(List<String> origins) {
			this(origins, CONTENT.formatted(String.join(" ", "'self'", String.join(" ", origins)).strip()));
		}

	}

}
