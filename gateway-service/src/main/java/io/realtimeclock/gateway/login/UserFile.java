package io.realtimeclock.gateway.login;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.realtimeclock.settings.InvalidSettingException;

/**
 * A file of users, one <code>name:{bcrypt}$2a$10$…</code> a line; empty lines and those
 * that begin with {@code #} say nothing.
 */
final class UserFile {

	private static final String PROPERTY = "gateway.user-file";

	private UserFile() {
	}

	/**
	 * Read the file.
	 * @return hashes by name
	 * @throws InvalidSettingException if it can't be read or a line is wrong, which is
	 * named by its number alone
	 */
	static Map<String, String> read(Path file) {
		Map<String, String> hashes = new LinkedHashMap<>();
		List<String> lines = lines(file);
		for (int i = 0; i < lines.size(); i++) {
			String line = lines.get(i).strip();
			if (!line.isEmpty() && !line.startsWith("#")) {
				int colon = line.indexOf(':');
				String hash = line.substring(colon + 1);
				InvalidSettingException.unless(
						colon > 0 && Passwords.isMarkedAsHash(hash) && Passwords.isKnownHash(hash), PROPERTY,
						file + ", line " + (i + 1), "Write each user as name:{bcrypt}$2a$10$… on a line.");
				boolean first = hashes.put(line.substring(0, colon), hash) == null;
				InvalidSettingException.unless(first, PROPERTY, file + ", line " + (i + 1),
						"Name each user once; this one was named before.");
			}
		}
		return hashes;
	}

	private static List<String> lines(Path file) {
		try {
			return Files.readAllLines(file);
		}
		catch (IOException ex) {
			InvalidSettingException.unless(false, PROPERTY, file,
					"Name a file of UTF-8 text that this process may read.");
			throw new IllegalStateException(ex);
		}
	}

}
