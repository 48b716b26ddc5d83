package io.realtimeclock.gateway.users;

import java.util.HashSet;
import java.util.Set;

import io.realtimeclock.gateway.revocation.UserSessions;
import io.realtimeclock.redis.RedisUnavailableException;
import io.realtimeclock.settings.InvalidSettingException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Reads the file of users periodically. A user who was removed from it, has another
 * password or lost a role, loses all logins.
 */
@Component
@ConditionalOnProperty("gateway.user-file")
final class UserFileWatch {

	private static final Log logger = LogFactory.getLog(UserFileWatch.class);

	private final UserDirectory users;

	private final UserSessions logins;

	private final Set<String> ending = new HashSet<>();

	private String reported = "";

	UserFileWatch(UserDirectory users, UserSessions logins) {
		this.users = users;
		this.logins = logins;
	}

	// A change is taken at the second reading, and a revoked user must be out in two
	// seconds
	@Scheduled(fixedDelay = 500)
	void read() {
		try {
			this.ending.addAll(this.users.refresh());
			this.reported = "";
		}
		catch (InvalidSettingException ex) {
			report(ex.getMessage() + " " + ex.remedy() + " Until then the users stay as they were.");
		}
		this.ending.removeIf(this::end);
	}

	private boolean end(String user) {
		try {
			this.logins.end(user);
			logger.info("All logins of " + user
					+ " have ended: removed from the file, with another password or fewer roles");
			return true;
		}
		catch (RedisUnavailableException ex) {
			// The gate to Redis logs the outage
			logger.debug("The sessions of " + user + " end later", ex);
			return false;
		}
	}

	private void report(String problem) {
		if (!problem.equals(this.reported)) {
			this.reported = problem;
			logger.error(problem);
		}
	}

}
