package io.realtimeclock.gateway.login;

import io.realtimeclock.gateway.GatewayProperties;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationProvider;

@Configuration(proxyBeanMethods = false)
class PasswordConfiguration {

	@Bean
	AuthenticationProvider passwordLogins(UserDirectory users, GatewayProperties properties) {
		return new PasswordLogins(users::find, Passwords.ENCODER, properties);
	}

}
