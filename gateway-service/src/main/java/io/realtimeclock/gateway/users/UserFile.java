package io.realtimeclock.gateway.users;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.realtimeclock.gateway.users.Credential.PasswordHashes;
import io.realtimeclock.settings.InvalidSettingException;
import org.jspecify.annotations.Nullable;

/**
 * A file of users, one <code>name:{bcrypt}$2a$10$…:trader,eu</code> per line, where the
 * roles may be left out; empty lines and those that begin with {@code #} are skipped.
 * <p>
 * It may be read during a write. Therefore a change counts once two readings are equal,
 * and a file without any text is refused. A file without users contains a comment.
 */
final class UserFile {

	private static final String PROPERTY = "gateway.user-file";

	private static final int LARGEST = 16 * 1024 * 1024;

	private static final String BYTE_ORDER_MARK = "\uFEFF";

	private final Path file;

	private byte[] last = {};

	private boolean taken;

	UserFile(Path file) {
		this.file = file;
	}

	/**
	 * Read the file at the start.
	 * @throws InvalidSettingException if it can't be read or a line is wrong, which is
	 * named by its number
	 */
	Map<String, Credential> read() {
		this.last = bytes();
		this.taken = true;
		return parse(this.last, Map.of());
	}

	/**
	 * Read the file again. Bytes that were parsed before are not parsed again.
	 * @param before the users until now
	 * @return the users from now on, {@code null} if there is nothing new
	 * @throws InvalidSettingException as above
	 */
	@Nullable Map<String, Credential> readChange(Map<String, Credential> before) {
		byte[] bytes = bytes();
		boolean settled = Arrays.equals(bytes, this.last);
		boolean changed = !settled || !this.taken;
		this.last = bytes;
		this.taken = settled;
		return (settled && changed) ? parse(bytes, before) : null;
	}

	private Map<String, Credential> parse(byte[] bytes, Map<String, Credential> before) {
		Map<String, Credential> users = new LinkedHashMap<>();
		String text = text(bytes);
		InvalidSettingException.unless(!text.isBlank(), PROPERTY, this.file,
				"The file is empty; write each user as name:{bcrypt}$2a$10$… on a line, or # nobody for none.");
		List<String> lines = text.lines().toList();
		for (int i = 0; i < lines.size(); i++) {
			String line = lines.get(i).strip();
			if (!line.isEmpty() && !line.startsWith("#")) {
				add(users, line, this.file + ", line " + (i + 1), before);
			}
		}
		return users;
	}

	private static void add(Map<String, Credential> users, String line, String place, Map<String, Credential> before) {
		int colon = line.indexOf(':');
		int end = endOfHash(line, colon);
		String hash = line.substring(colon + 1, end);
		InvalidSettingException.unless(colon > 0 && PasswordHashes.isMarked(hash), PROPERTY, place,
				"Write each user as name:{bcrypt}$2a$10$… on a line.");
		String name = line.substring(0, colon);
		Credential.checkName(name, PROPERTY, place);
		String remedy = PasswordHashes.remedy(hash);
		InvalidSettingException.unless(remedy == null, PROPERTY, place + ", user " + name, String.valueOf(remedy));
		Credential known = before.get(name);
		Credential credential = (known != null && known.written().equals(hash)) ? known : Credential.of(name, hash);
		Set<String> roles = (end < line.length()) ? Roles.parse(line.substring(end + 1), PROPERTY, place) : Set.of();
		boolean first = users.put(name, credential.withRoles(roles)) == null;
		InvalidSettingException.unless(first, PROPERTY, place, "Name each user once; this one was named before.");
	}

	/** No hash has a colon, but a plain password may. */
	private static int endOfHash(String line, int colon) {
		int second = line.startsWith("{noop}", colon + 1) ? -1 : line.indexOf(':', colon + 1);
		return (second < 0) ? line.length() : second;
	}

	private String text(byte[] bytes) {
		try {
			String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
			return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
		}
		catch (CharacterCodingException ex) {
			throw unreadable(ex);
		}
	}

	private byte[] bytes() {
		try (InputStream in = Files.newInputStream(this.file)) {
			byte[] bytes = in.readNBytes(LARGEST + 1);
			InvalidSettingException.unless(bytes.length <= LARGEST, PROPERTY, this.file,
					"Name a file of at most 16 MB.");
			return bytes;
		}
		catch (IOException ex) {
			throw unreadable(ex);
		}
	}

	private RuntimeException unreadable(IOException failure) {
		InvalidSettingException.unless(false, PROPERTY, this.file,
				"Name a file of UTF-8 text that this process may read.");
		return new IllegalStateException(failure);
	}

}
