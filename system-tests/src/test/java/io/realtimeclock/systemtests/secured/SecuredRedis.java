package io.realtimeclock.systemtests.secured;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.realtimeclock.testsupport.Certificate;
import io.realtimeclock.testsupport.FreePorts;

import static org.awaitility.Awaitility.await;

/**
 * A Redis with TLS only and the rights of docs/security.md for each service.
 */
final class SecuredRedis implements AutoCloseable {

	private final int port;

	private final Certificate certificate;

	private final Process process;

	private SecuredRedis(int port, Certificate certificate, Process process) {
		this.port = port;
		this.certificate = certificate;
		this.process = process;
	}

	static SecuredRedis start(Path folder, Certificate certificate) throws IOException {
		int port = FreePorts.next();
		Path users = Files.write(folder.resolve("users.acl"), RedisRights.file());
		Process process = new ProcessBuilder("redis-server", "--port", "0", "--tls-port", Integer.toString(port),
				"--tls-cert-file", certificate.certificate().toString(), "--tls-key-file", certificate.key().toString(),
				"--tls-ca-cert-file", certificate.certificate().toString(), "--tls-auth-clients", "no", "--bind",
				"127.0.0.1", "--save", "", "--aclfile", users.toString())
			.directory(folder.toFile())
			.redirectErrorStream(true)
			.redirectOutput(folder.resolve("redis.log").toFile())
			.start();
		SecuredRedis redis = new SecuredRedis(port, certificate, process);
		await("Redis answers").atMost(Duration.ofSeconds(10)).until(() -> redis.ask("admin", "PING").equals("PONG"));
		return redis;
	}

	int port() {
		return this.port;
	}

	/**
	 * Send a command as the given user.
	 * @return the answer on one line
	 */
	String ask(String user, String... command) throws IOException {
		List<String> words = new ArrayList<>(
				List.of("redis-cli", "--tls", "--cacert", this.certificate.certificate().toString(), "-h", "127.0.0.1",
						"-p", Integer.toString(this.port), "--user", user, "--no-auth-warning", "-e"));
		words.addAll(List.of(command));
		ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
		builder.environment().put("REDISCLI_AUTH", RedisRights.password(user));
		return new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip()
			.replace('\n', ' ');
	}

	/**
	 * Return the commands that were executed at least once, for a client or a script.
	 */
	Set<String> usedCommands() throws IOException {
		return Pattern.compile("cmdstat_(\\w+):calls=[1-9]")
			.matcher(ask("admin", "INFO", "commandstats"))
			.results()
			.map((command) -> command.group(1))
			.collect(Collectors.toSet());
	}

	@Override
	public void close() {
		this.process.destroyForcibly().onExit().join();
	}

}
