package io.realtimeclock.gateway.users;

import java.security.Principal;
import java.util.Collection;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.User;

/**
 * A user with a password, as known when the password was checked: the file of users may
 * change at any moment.
 */
public final class PasswordUser extends User {

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
