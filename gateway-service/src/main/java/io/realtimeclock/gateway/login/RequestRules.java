package io.realtimeclock.gateway.login;

import io.micrometer.observation.ObservationPredicate;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.HttpStatusRequestRejectedHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * What holds for every request: which are refused outright, and which are not observed.
 */
@Configuration(proxyBeanMethods = false)
class RequestRules {

	/** Let unknown methods through to where they are answered with 405. */
	@Bean
	HttpFirewall httpFirewall() {
		StrictHttpFirewall firewall = new StrictHttpFirewall();
		firewall.setUnsafeAllowAnyHttpMethod(true);
		return firewall;
	}

	@Bean
	RequestRejectedHandler requestRejectedHandler() {
		return new HttpStatusRequestRejectedHandler();
	}

	/** What an observation of each filter of each request tells is not worth its cost. */
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
			return request == null || !Paths.HANDSHAKE.equals(request.getRequestURI());
		};
	}

}
