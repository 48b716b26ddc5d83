package io.realtimeclock.gateway.users;

import java.nio.file.Path;
import java.security.Principal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.realtimeclock.gateway.users.Credential.PasswordHashes;
import io.realtimeclock.settings.InvalidSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.security.autoconfigure.SecurityProperties;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * All users with a password: those of the configuration and those of the file. The
 * configuration takes precedence.
 */
@Component
public final class UserDirectory {

	private static final String REMEDY = "Set SPRING_SECURITY_USER_NAME and SPRING_SECURITY_USER_PASSWORD, or"
			+ " gateway.users.<name>={bcrypt}<hash> for each user, or GATEWAY_USER_FILE; there is no default user.";

	private final Map<String, Credential> configured;

	private final Roles roles;

	private final @Nullable UserFile file;

	private volatile Map<String, Credential> fromFile = Map.of();

	UserDirectory(SecurityProperties security, Properties properties, Roles roles) {
		this.roles = roles;
		this.configured = configured(security, properties);
		this.file = (properties.userFile() != null) ? new UserFile(properties.userFile()) : null;
		if (this.file != null) {
			this.fromFile = this.file.read();
		}
	}

	private static Map<String, Credential> configured(SecurityProperties security, Properties properties) {
		Map<String, Credential> users = new LinkedHashMap<>();
		SecurityProperties.User single = security.getUser();
		if (!single.isPasswordGenerated()) {
			Credential.checkName(single.getName(), "spring.security.user.name", single.getName());
			users.put(single.getName(),
					credential(single.getName(), single.getPassword(), "spring.security.user.password"));
		}
		properties.users().forEach((name, password) -> {
			Credential.checkName(name, "gateway.users", name);
			users.put(name, credential(name, password, "gateway.users." + name));
		});
		return users;
	}

	/**
	 * Return whether the name of any user, with a password or without, can be shown,
	 * logged, counted and typed by an operator: it is not blank, has at most 200
	 * characters and no control characters.
	 */
	public static boolean isAcceptable(@Nullable String name) {
		return name != null && !name.isBlank() && name.length() <= Credential.LONGEST_NAME
				&& name.codePoints().noneMatch(UserDirectory::isControl);
	}

	private static boolean isControl(int codePoint) {
		return switch (Character.getType(codePoint)) {
			case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
				true;
			default -> false;
		};
	}

	private static Credential credential(String user, String password, String property) {
		InvalidSettingException.unless(!password.isBlank(), property, null, REMEDY);
		String remedy = PasswordHashes.remedy(password);
		InvalidSettingException.unless(remedy == null, property, PasswordHashes.isMarked(password) ? "{…}" : "…",
				String.valueOf(remedy));
		return Credential.of(user, password);
	}

	/**
	 * Throw unless there is a user or another way to log in.
	 * @param otherWays whether users can log in without a password
	 */
	public void requireUsers(boolean otherWays) {
		InvalidSettingException.unless(!this.configured.isEmpty() || !this.fromFile.isEmpty() || otherWays,
				"spring.security.user.password", null, REMEDY);
	}

	/**
	 * Take over a change of the file, if there is one.
	 * @return the users who were removed, have another password or lost a role
	 * @throws InvalidSettingException if the file is wrong; then nothing changes
	 */
	Set<String> refresh() {
		Map<String, Credential> before = this.fromFile;
		Map<String, Credential> after = (this.file != null) ? this.file.readChange(before) : null;
		if (after == null) {
			return Set.of();
		}
		this.fromFile = after;
		return before.entrySet()
			.stream()
			.filter((user) -> !this.configured.containsKey(user.getKey()))
			.filter((user) -> !keeps(user.getKey(), user.getValue().dependsOn()))
			.map(Map.Entry::getKey)
			.collect(Collectors.toSet());
	}

	/**
	 * Return a user.
	 * @throws UsernameNotFoundException if there is no such user
	 */
	public PasswordUser find(String name) {
		Credential credential = credential(name);
		if (credential == null) {
			throw new UsernameNotFoundException("No such user");
		}
		return new PasswordUser(name, credential, authorities(name));
	}

	/** Return the roles in the claims of a token, or of a user of an OpenID provider. */
	public List<GrantedAuthority> rolesIn(Map<String, Object> claims) {
		return this.roles.claimed(claims);
	}

	/** Return the authorities that a user has now. */
	public List<GrantedAuthority> authorities(String name) {
		Credential credential = credential(name);
		Stream<String> own = Stream.concat(Stream.of("USER"), this.roles.configured(name).stream());
		return Roles.authorities(
				(credential != null) ? Stream.concat(own, credential.roles().stream()).distinct() : own.distinct());
	}

	/**
	 * Return the encoder that compares a presented password with a hash. Its hash for
	 * unknown users fits no password, and takes as long as the hash of a user.
	 */
	public PasswordEncoder encoder() {
		return new Comparison();
	}

	/**
	 * Return whether a user still has what a login depends on, the password and roles of
	 * the login. It costs one lookup. A login without a password depends on nothing.
	 */
	public boolean keeps(String name, Set<String> dependsOn) {
		Credential credential = credential(name);
		return ((credential != null) ? credential.dependsOn() : Set.of()).containsAll(dependsOn);
	}

	private @Nullable Credential credential(String name) {
		Credential first = this.configured.get(name);
		return (first != null) ? first : this.fromFile.get(name);
	}

	/**
	 * Spring Security compares the password of an unknown user with a hash that it
	 * encodes once. If that took less or more time than the hashes of the users, its
	 * duration would tell which users exist.
	 */
	private final class Comparison implements PasswordEncoder {

		private static final String OF_NO_USER = "";

		@Override
		public String encode(@Nullable CharSequence password) {
			return OF_NO_USER;
		}

		@Override
		public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
			if (!OF_NO_USER.equals(hash)) {
				return PasswordHashes.ENCODER.matches(password, hash);
			}
			Stream
				.concat(UserDirectory.this.configured.values().stream(), UserDirectory.this.fromFile.values().stream())
				.findFirst()
				.ifPresent((user) -> PasswordHashes.ENCODER.matches(password, user.hash()));
			return false;
		}

	}

	/**
	 * A user with a password, as known when the password was checked: the file of users
	 * may change at any moment.
	 */
	public static final class PasswordUser extends User {

		private static final long serialVersionUID = 1;

		private final transient Credential credential;

		PasswordUser(String name, Credential credential, Collection<? extends GrantedAuthority> authorities) {
			super(name, credential.hash(), authorities);
			this.credential = credential;
		}

		/** Return the user of a login with a password, {@code null} for other logins. */
		public static @Nullable PasswordUser of(@Nullable Principal login) {
			return (login instanceof Authentication authentication
					&& authentication.getPrincipal() instanceof PasswordUser user) ? user : null;
		}

		/** Return the fingerprint of the password. */
		public String fingerprint() {
			return this.credential.fingerprint();
		}

		/** Return the roles in the file of users. */
		public Set<String> roles() {
			return this.credential.roles();
		}

		/** Return what the user must keep, or the login ends. */
		public Set<String> dependsOn() {
			return this.credential.dependsOn();
		}

	}

	/**
	 * The users with a password.
	 *
	 * @param users passwords by user name, hashed as in <code>{bcrypt}$2a$10$…</code>
	 * @param userFile a file of more users, which is read again when it changes
	 */
	@ConfigurationProperties("gateway")
	record Properties(@DefaultValue Map<String, String> users, @Nullable Path userFile) {

	}

}
