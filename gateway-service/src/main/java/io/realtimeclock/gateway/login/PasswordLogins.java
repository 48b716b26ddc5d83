package io.realtimeclock.gateway.login;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.gateway.throttle.ClientAddress;

import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Looks at passwords, by a hash that is slow on purpose and for users that don't exist,
 * too; but not once too many have been wrong: of a user from an address, of a user from
 * anywhere, or from an address.
 */
final class PasswordLogins extends DaoAuthenticationProvider {

	private final List<FailureLimit> limits;

	PasswordLogins(UserDetailsService users, PasswordEncoder encoder, GatewayProperties properties) {
		super(users);
		setPasswordEncoder(encoder);
		long failures = properties.failedLogins();
		this.limits = List.of(FailureLimit.of(failures, (user, address) -> address + " " + user),
				FailureLimit.of(failures * 10, (user, address) -> user),
				FailureLimit.of(failures * 5, (user, address) -> address));
	}

	@Override
	public Authentication authenticate(Authentication attempt) {
		String user = attempt.getName();
		String address = (attempt.getDetails() instanceof WebAuthenticationDetails details)
				? ClientAddress.group(String.valueOf(details.getRemoteAddress())) : "";
		List<FailureLimit> counted = new ArrayList<>();
		for (FailureLimit limit : this.limits) {
			Duration wait = limit.take(user, address);
			if (!wait.isZero()) {
				giveBack(counted, user, address);
				throw new TooManyAttemptsException(wait);
			}
			counted.add(limit);
		}
		Authentication login = super.authenticate(attempt);
		giveBack(counted, user, address);
		return login;
	}

	/**
	 * Only failures count, though each attempt is counted until it is known, as many may
	 * be made at once.
	 */
	private static void giveBack(List<FailureLimit> counted, String user, String address) {
		counted.forEach((limit) -> limit.giveBack(user, address));
	}

}
