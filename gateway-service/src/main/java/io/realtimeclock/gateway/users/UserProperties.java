package io.realtimeclock.gateway.users;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.realtimeclock.settings.InvalidSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The users with a password.
 *
 * @param users passwords by user name, hashed as in <code>{bcrypt}$2a$10$…</code>
 * @param userFile a file of more users, which is read again when it changes
 * @param rolesClaim the claim that holds the roles of tokens and of users of an OpenID
 * provider
 * @param roles roles of users with a password, by user name
 */
@ConfigurationProperties("gateway")
record UserProperties(@DefaultValue Map<String, String> users, @Nullable Path userFile,
		@DefaultValue("roles") String rolesClaim, @DefaultValue Map<String, List<String>> roles) {

	UserProperties {
		InvalidSettingException.unless(!rolesClaim.isBlank() && rolesClaim.equals(rolesClaim.strip()),
				"gateway.roles-claim", rolesClaim, "Name the claim that lists a user's roles, for example roles.");
	}

}
