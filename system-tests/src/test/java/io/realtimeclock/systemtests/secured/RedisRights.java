package io.realtimeclock.systemtests.secured;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The users of Redis with their rights, as docs/security.md has them.
 */
final class RedisRights {

	private static final Path DOCUMENT = Path.of("..", "docs", "security.md");

	private static final Pattern COMMAND = Pattern.compile(" \\+(\\w+)");

	private RedisRights() {
	}

	/**
	 * Return the lines of the file of users: the document's, with passwords of these
	 * tests, and an administrator.
	 */
	static List<String> file() throws IOException {
		return Stream
			.concat(Stream.of("user default off", "user admin on >" + password("admin") + " ~* &* +@all"),
					lines().stream().map((line) -> line.replace(">…", ">" + password(line.split(" ", 3)[1]))))
			.toList();
	}

	/**
	 * Return the commands that the document permits by name.
	 */
	static Set<String> commands() throws IOException {
		return lines().stream()
			.flatMap((line) -> COMMAND.matcher(line).results())
			.map((command) -> command.group(1))
			.collect(Collectors.toSet());
	}

	private static List<String> lines() throws IOException {
		List<String> services = Files.readAllLines(DOCUMENT)
			.stream()
			.filter((line) -> line.startsWith("user ticker ") || line.startsWith("user gateway "))
			.toList();
		if (services.size() != 2) {
			throw new IllegalStateException(DOCUMENT + " does not name the rights of both services");
		}
		return services;
	}

	static String password(String user) {
		return user + "-secret";
	}

}
