package io.realtimeclock.gateway.login;

import java.util.LinkedHashMap;
import java.util.Map;

import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.settings.InvalidSettingException;

import org.springframework.boot.security.autoconfigure.SecurityProperties;

/** The users of the configuration. */
final class ConfiguredUsers {

	static final String REMEDY = "Set SPRING_SECURITY_USER_NAME and SPRING_SECURITY_USER_PASSWORD, or"
			+ " gateway.users.<name>={bcrypt}<hash> for each user, or GATEWAY_USER_FILE; there is no default user.";

	private ConfiguredUsers() {
	}

	/**
	 * Return the passwords by name.
	 * @throws InvalidSettingException if one has no password or an unknown hash
	 */
	static Map<String, Credential> of(SecurityProperties security, GatewayProperties gateway) {
		Map<String, Credential> users = new LinkedHashMap<>();
		SecurityProperties.User single = security.getUser();
		if (!single.isPasswordGenerated()) {
			users.put(single.getName(), credential(single.getPassword(), "spring.security.user.password"));
		}
		gateway.users().forEach((name, password) -> users.put(name, credential(password, "gateway.users." + name)));
		return users;
	}

	private static Credential credential(String password, String property) {
		InvalidSettingException.unless(!password.isBlank(), property, null, REMEDY);
		InvalidSettingException.unless(!Passwords.isMarkedAsHash(password) || Passwords.isKnownHash(password), property,
				"{…}", "Write the hash as {bcrypt}$2a$10$…; the name in braces is none of Spring Security's.");
		return new Credential(password);
	}

}
