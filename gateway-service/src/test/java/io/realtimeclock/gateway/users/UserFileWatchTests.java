package io.realtimeclock.gateway.users;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import io.realtimeclock.gateway.GatewayParts;
import io.realtimeclock.gateway.revocation.Login;
import io.realtimeclock.gateway.revocation.LoginRegistry;
import io.realtimeclock.gateway.users.UserDirectory.PasswordUser;
import io.realtimeclock.testsupport.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.SecurityProperties;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which sockets are closed when the file of users changes.
 */
class UserFileWatchTests {

	private static final String OLD = "{noop}old:trader,eu";

	private static final String NEW = "{noop}new:trader,eu";

	private static final String FEWER_ROLES = "{noop}old:eu";

	private final RedisServer redis = RedisServer.start();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@SuppressWarnings("NullAway.Init")
	private GatewayParts parts;

	@BeforeEach
	void start() throws IOException {
		write("ann:" + OLD, "bob:" + OLD);
		this.parts = new GatewayParts(this.redis.port(),
				Stream.of("spring.session.data.redis.namespace=test", "gateway.user-file=" + file()), Users.class,
				"io.realtimeclock.gateway.users", "io.realtimeclock.gateway.revocation");
	}

	@AfterEach
	void stop() {
		this.parts.close();
		this.redis.close();
	}

	@Test
	void thoseOfTheOldPasswordAndNoOthers() throws IOException {
		AtomicBoolean ann = open(user("ann"));
		AtomicBoolean bob = open(user("bob"));
		change("ann:" + NEW, "bob:" + OLD);
		assertThat(ann).isTrue();
		assertThat(bob).isFalse();
	}

	@Test
	void thoseOfAUserWhoWasRemovedOrLostARole() throws IOException {
		AtomicBoolean ann = open(user("ann"));
		AtomicBoolean bob = open(user("bob"));
		change("bob:" + FEWER_ROLES);
		assertThat(ann).isTrue();
		assertThat(bob).isTrue();
	}

	@Test
	void thoseWhosePasswordWasCheckedBeforeTheChange() throws IOException {
		PasswordUser checked = user("ann");
		change("ann:" + NEW);
		AtomicBoolean socket = open(checked);
		read();
		assertThat(socket).isTrue();
	}

	@Test
	void notThoseOfTheNewPassword() throws IOException {
		change("ann:" + NEW);
		AtomicBoolean socket = open(user("ann"));
		read();
		assertThat(socket).isFalse();
	}

	private PasswordUser user(String name) {
		return this.parts.get(UserDirectory.class).find(name);
	}

	/** Open a socket with HTTP Basic, and return whether it is closed. */
	private AtomicBoolean open(PasswordUser user) {
		AtomicBoolean closed = new AtomicBoolean();
		Instant now = Instant.now();
		Login login = Login.withoutSession(user.getUsername(), user.dependsOn(), now, now.plusSeconds(60));
		this.parts.get(LoginRegistry.class).register(login, () -> closed.set(true));
		return closed;
	}

	private void change(String... lines) throws IOException {
		write(lines);
		// A change counts after two equal readings
		read();
		read();
	}

	private void read() {
		this.parts.get(UserFileWatch.class).read();
	}

	private void write(String... lines) throws IOException {
		Files.writeString(file(), String.join("\n", lines));
	}

	private Path file() {
		return this.folder.resolve("users");
	}

	@EnableConfigurationProperties(SecurityProperties.class)
	static class Users {

	}

}
