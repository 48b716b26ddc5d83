package io.realtimeclock.gateway.login;

import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.gateway.users.UserDirectory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationProvider;

@Configuration(proxyBeanMethods = false)
class PasswordConfiguration {

	@Bean
	AuthenticationProvider passwordLogins(UserDirectory users, Providers providers, BearerTokens tokens,
			GatewayProperties properties) {
		users.requireUsers(!providers.list().isEmpty() || tokens.areWanted());
		return new ThrottledAuthenticationProvider(users::find, users.encoder(), properties);
	}

}
