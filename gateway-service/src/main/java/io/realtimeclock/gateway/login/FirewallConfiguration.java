package io.realtimeclock.gateway.login;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.HttpStatusRequestRejectedHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** Which requests are refused outright, and how. */
@Configuration(proxyBeanMethods = false)
class FirewallConfiguration {

	/**
	 * Let unknown methods through to where they are answered with 405, and header values
	 * that the server has parsed: it refuses control characters itself. The firewall
	 * would refuse a whole request for a header in UTF-8 that nobody reads.
	 */
	@Bean
	HttpFirewall httpFirewall() {
		StrictHttpFirewall firewall = new StrictHttpFirewall();
		firewall.setUnsafeAllowAnyHttpMethod(true);
		firewall.setAllowedHeaderValues((value) -> true);
		return firewall;
	}

	@Bean
	RequestRejectedHandler requestRejectedHandler() {
		return new HttpStatusRequestRejectedHandler();
	}

}
