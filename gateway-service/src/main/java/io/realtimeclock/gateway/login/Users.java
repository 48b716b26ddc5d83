package io.realtimeclock.gateway.login;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.settings.InvalidSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.security.autoconfigure.SecurityProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/**
 * The users of the configuration. No password is kept as it was written: one that is not
 * hashed in the configuration is hashed here.
 */
@Configuration(proxyBeanMethods = false)
class Users {

	private static final String REMEDY = "Set SPRING_SECURITY_USER_NAME and SPRING_SECURITY_USER_PASSWORD, or"
			+ " gateway.users.<name>={bcrypt}<hash> for each user; there is no default user.";

	private final PasswordEncoder encoder = PasswordEncoderFactories.createDelegatingPasswordEncoder();

	@Bean
	PasswordEncoder passwordEncoder() {
		return this.encoder;
	}

	@Bean
	InMemoryUserDetailsManager userDetailsManager(SecurityProperties security, GatewayProperties gateway) {
		List<UserDetails> users = new ArrayList<>();
		SecurityProperties.User single = security.getUser();
		if (!single.isPasswordGenerated()) {
			users.add(user(single.getName(), single.getPassword(), "spring.security.user.password"));
		}
		for (Map.Entry<String, String> user : gateway.users().entrySet()) {
			users.add(user(user.getKey(), user.getValue(), "gateway.users." + user.getKey()));
		}
		InvalidSettingException.unless(!users.isEmpty(), "spring.security.user.password", null, REMEDY);
		return new InMemoryUserDetailsManager(users);
	}

	private UserDetails user(String name, String password, String property) {
		InvalidSettingException.unless(!password.isBlank(), property, null, REMEDY);
		return User.withUsername(name).password(hash(password, property)).roles("USER").build();
	}

	private @Nullable String hash(String password, String property) {
		boolean hashed = password.startsWith("{") && password.indexOf('}') > 0;
		if (!hashed) {
			return this.encoder.encode(password);
		}
		InvalidSettingException.unless(isKnownHash(password), property, "{…}",
				"Write the hash as {bcrypt}$2a$10$…; the name in braces is none of Spring Security's.");
		return password;
	}

	private boolean isKnownHash(String hash) {
		try {
			this.encoder.matches("any", hash);
			return true;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
