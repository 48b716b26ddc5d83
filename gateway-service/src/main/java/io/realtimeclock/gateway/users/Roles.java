package io.realtimeclock.gateway.users;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.realtimeclock.settings.InvalidSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;

/** The roles of users, as authorities: {@code trader} is {@code ROLE_trader}. */
@Component
final class Roles {

	private static final String PREFIX = "ROLE_";

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,100}");

	private final String claim;

	private final Map<String, List<String>> configured;

	Roles(Properties properties) {
		this.claim = properties.rolesClaim();
		this.configured = properties.roles();
		this.configured.forEach((user, roles) -> roles.forEach((role) -> check(role, "gateway.roles." + user, role)));
	}

	/** Throw {@link InvalidSettingException} unless this is the name of a role. */
	static void check(String role, String property, Object value) {
		InvalidSettingException.unless(NAME.matcher(role).matches(), property, value,
				"Name roles with letters, digits, dots, underscores and dashes, separated by commas: trader,eu.");
	}

	/** Return what the configuration says of a user. */
	Collection<String> configured(String user) {
		return this.configured.getOrDefault(user, List.of());
	}

	/**
	 * Return the roles in the claims of a token, or of a person at an OpenID provider.
	 */
	List<GrantedAuthority> claimed(Map<String, Object> claims) {
		return authorities(names(claims.get(this.claim)));
	}

	/** A list is usual; a text is read as a list of words, like the claim scope. */
	private static Stream<String> names(@Nullable Object value) {
		if (value instanceof Collection<?> list) {
			return list.stream().filter(String.class::isInstance).map(String.class::cast);
		}
		return (value instanceof String text) ? Stream.of(text.split("[ ,]+")) : Stream.empty();
	}

	static List<GrantedAuthority> authorities(Stream<String> roles) {
		Stream<GrantedAuthority> authorities = roles.filter((role) -> !role.isBlank())
			.map((role) -> new SimpleGrantedAuthority(role.startsWith(PREFIX) ? role : PREFIX + role));
		return authorities.toList();
	}

	static Set<String> parse(String list, String property, Object value) {
		Set<String> roles = Stream.of(list.split(",", -1)).map(String::strip).collect(Collectors.toUnmodifiableSet());
		roles.forEach((role) -> check(role, property, value));
		return roles;
	}

	/**
	 * Where the roles of users come from.
	 *
	 * @param rolesClaim the claim that holds the roles of tokens and of users of an
	 * OpenID provider
	 * @param roles roles of users with a password, by user name
	 */
	@ConfigurationProperties("gateway")
	record Properties(@DefaultValue("roles") String rolesClaim, @DefaultValue Map<String, List<String>> roles) {

		Properties {
			InvalidSettingException.unless(!rolesClaim.isBlank() && rolesClaim.equals(rolesClaim.strip()),
					"gateway.roles-claim", rolesClaim, "Name the claim that lists a user's roles, for example roles.");
		}

	}

}
