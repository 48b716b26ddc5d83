package io.realtimeclock.gateway.login;

import java.util.HashSet;
import java.util.Set;

import io.realtimeclock.gateway.session.UserLogins;
import io.realtimeclock.settings.InvalidSettingException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Reads the file of users again and again. Who has been taken out of it, or has another
 * password, loses all logins.
 */
@Component
@ConditionalOnProperty("gateway.user-file")
final class UserFileWatch {

	private static final Log logger = LogFactory.getLog(UserFileWatch.class);

	private final UserDirectory users;

	private final UserLogins logins;

	private final Set<String> ending = new HashSet<>();

	private String complaint = "";

	UserFileWatch(UserDirectory users, UserLogins logins) {
		this.users = users;
		this.logins = logins;
	}

	@Scheduled(fixedDelay = 1000)
	void read() {
		try {
			this.ending.addAll(this.users.readFile());
			this.complaint = "";
		}
		catch (InvalidSettingException ex) {
			complain(ex.getMessage() + " " + ex.remedy() + " Until then the users stay as they were.");
		}
		this.ending.removeIf(this::end);
	}

	private boolean end(String user) {
		try {
			this.logins.end(user);
			logger.info("All logins of " + user + " have ended: not in the file any more, or with another password");
			return true;
		}
		catch (DataAccessException ex) {
			// Another watch says that Redis is away
			logger.debug("The sessions of " + user + " end later", ex);
			return false;
		}
	}

	private void complain(String words) {
		if (!words.equals(this.complaint)) {
			this.complaint = words;
			logger.error(words);
		}
	}

}
