package io.realtimeclock.gateway.login;

import io.micrometer.observation.ObservationPredicate;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.security.config.observation.SecurityObservationSettings;

/** Which requests, and which of their filters, are not observed. */
@Configuration(proxyBeanMethods = false)
class ObservationConfiguration {

	/**
	 * An observation around each filter of each request tells nothing here that its cost
	 * is worth.
	 */
	@Bean
	SecurityObservationSettings securityObservationSettings() {
		return SecurityObservationSettings.noObservations();
	}

	/** Handshakes have meters of their own. */
	@Bean
	ObservationPredicate allRequestsButHandshakes() {
		return (name, context) -> {
			HttpServletRequest request = (context instanceof ServerRequestObservationContext http) ? http.getCarrier()
					: null;
			return request == null || !Paths.HANDSHAKE.equals(request.getServletPath());
		};
	}

}
