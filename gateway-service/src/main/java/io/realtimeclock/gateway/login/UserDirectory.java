package io.realtimeclock.gateway.login;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.settings.InvalidSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.security.autoconfigure.SecurityProperties;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;

/**
 * All users with a password: those of the configuration and those of the file, of which
 * the configuration's go first.
 */
@Component
final class UserDirectory {

	private final Map<String, Credential> configured;

	private final @Nullable Path file;

	private volatile Map<String, String> fromFile = Map.of();

	// By name and password as written down; made when needed, since that takes a while
	private final Map<String, String> marks = new ConcurrentHashMap<>();

	UserDirectory(SecurityProperties security, GatewayProperties gateway, Providers providers, TokenLogins tokens) {
		this.configured = ConfiguredUsers.of(security, gateway);
		this.file = gateway.userFile();
		readFile();
		boolean otherWays = !providers.list().isEmpty() || tokens.areWanted();
		InvalidSettingException.unless(!this.configured.isEmpty() || !this.fromFile.isEmpty() || otherWays,
				"spring.security.user.password", null, ConfiguredUsers.REMEDY);
	}

	/**
	 * Read the file, if there is one, anew.
	 * @return whose password is another one now, and who is no user any more
	 * @throws InvalidSettingException if the file is wrong; then nothing changes
	 */
	Set<String> readFile() {
		Map<String, String> before = this.fromFile;
		if (this.file != null) {
			this.fromFile = UserFile.read(this.file);
		}
		return before.entrySet()
			.stream()
			.filter((user) -> !user.getValue().equals(this.fromFile.get(user.getKey())))
			.map(Map.Entry::getKey)
			.collect(Collectors.toSet());
	}

	UserDetails find(String name) {
		Credential configured = this.configured.get(name);
		String hash = (configured != null) ? configured.hash() : this.fromFile.get(name);
		if (hash == null) {
			throw new UsernameNotFoundException("No such user");
		}
		return User.withUsername(name).password(hash).roles("USER").build();
	}

	/**
	 * Return what tells a user's password from others, an empty text if there is no such
	 * user.
	 */
	String mark(String name) {
		Credential configured = this.configured.get(name);
		String written = (configured != null) ? configured.written() : this.fromFile.get(name);
		return (written != null)
				? this.marks.computeIfAbsent(name + ":" + written, (line) -> PasswordMark.of(name, written)) : "";
	}

}
