package io.realtimeclock.gateway.users;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.realtimeclock.gateway.revocation.Login.LoginName;
import io.realtimeclock.gateway.revocation.LoginRegistry;
import io.realtimeclock.settings.InvalidSettingException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Reads the file of users periodically. If a user was removed from it, has another
 * password or lost a role, the logins that depend on that end: their sockets are closed,
 * and their sessions are no longer valid. Each gateway does this alone, since a mounted
 * file does not change everywhere at the same time: a login with the new password must
 * not end because another gateway reads the file later.
 */
@Component
@ConditionalOnProperty("gateway.user-file")
final class UserFileWatch {

	private static final Log logger = LogFactory.getLog(UserFileWatch.class);

	/** For longer than this no request checks a password. */
	private static final Duration LONGEST_LOGIN = Duration.ofMinutes(1);

	private final UserDirectory users;

	private final LoginRegistry logins;

	private final Map<String, Long> changed = new HashMap<>();

	private String reported = "";

	UserFileWatch(UserDirectory users, LoginRegistry logins) {
		this.users = users;
		this.logins = logins;
	}

	// A change is taken at the second reading, and a revoked user must be out in two
	// seconds
	@Scheduled(fixedDelay = 500)
	void read() {
		try {
			this.users.refresh().forEach(this::changed);
			this.reported = "";
		}
		catch (InvalidSettingException ex) {
			report(ex.getMessage() + " " + ex.remedy() + " Until then the users stay as they were.");
		}
		this.changed.keySet().forEach(this::end);
		this.changed.values().removeIf((since) -> System.nanoTime() - since > LONGEST_LOGIN.toNanos());
	}

	private void changed(String user) {
		this.changed.put(user, System.nanoTime());
		logger
			.info("All logins of " + user + " have ended: removed from the file, with another password or fewer roles");
	}

	/**
	 * Close the sockets of a user who has changed. One may be registered some time after
	 * its password was checked, so this is repeated.
	 */
	private void end(String user) {
		this.logins.close(LoginName.user(user), (login) -> !this.users.keeps(user, login.dependsOn()));
	}

	private void report(String problem) {
		if (!problem.equals(this.reported)) {
			this.reported = problem;
			logger.error(problem);
		}
	}

}
