package io.realtimeclock.systemtests.secured;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

import io.realtimeclock.systemtests.Certificate;
import io.realtimeclock.systemtests.JavaProcess;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

import static org.awaitility.Awaitility.await;

/**
 * A broker that speaks TLS, lets nobody in without a password (SCRAM), and nobody do what
 * is not granted.
 */
final class SecuredBroker implements AutoCloseable {

	private final int port;

	private final Certificate certificate;

	private final JavaProcess process;

	private SecuredBroker(int port, Certificate certificate, JavaProcess process) {
		this.port = port;
		this.certificate = certificate;
		this.process = process;
	}

	/**
	 * Start it with the rights that docs/security.md names, and no others.
	 */
	static SecuredBroker start(Path folder, Certificate certificate) throws Exception {
		int port = JavaProcess.freePort();
		Path file = folder.resolve("server.properties");
		try (OutputStream out = Files.newOutputStream(file)) {
			settings(folder, port, certificate).store(out, null);
		}
		format(file);
		SecuredBroker broker = new SecuredBroker(port, certificate,
				JavaProcess.program("secured-broker", "kafka.Kafka", file.toString()));
		try (Admin admin = Admin.create(broker.client("admin"))) {
			await("the broker answers").atMost(Duration.ofSeconds(60))
				.ignoreExceptions()
				.until(() -> admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).size() == 1);
			admin.createAcls(rights()).all().get(10, TimeUnit.SECONDS);
		}
		return broker;
	}

	private static Properties settings(Path folder, int port, Certificate certificate) {
		int controllerPort = JavaProcess.freePort();
		Properties settings = new Properties();
		settings.putAll(Map.of("process.roles", "broker,controller", "node.id", "1", "controller.quorum.voters",
				"1@localhost:" + controllerPort, "controller.listener.names", "CONTROLLER", "listeners",
				"CLIENTS://localhost:%d,CONTROLLER://localhost:%d".formatted(port, controllerPort), "log.dirs",
				folder.resolve("data").toString(), "auto.create.topics.enable", "false"));
		settings.putAll(Map.of("offsets.topic.num.partitions", "1", "offsets.topic.replication.factor", "1",
				"transaction.state.log.replication.factor", "1", "share.coordinator.state.topic.replication.factor",
				"1"));
		settings.putAll(Map.of("listener.security.protocol.map", "CLIENTS:SASL_SSL,CONTROLLER:PLAINTEXT",
				"inter.broker.listener.name", "CLIENTS", "sasl.enabled.mechanisms", "SCRAM-SHA-256",
				"sasl.mechanism.inter.broker.protocol", "SCRAM-SHA-256",
				"listener.name.clients.scram-sha-256.sasl.jaas.config", login("admin"), "ssl.keystore.type", "PKCS12",
				"ssl.keystore.location", certificate.store().toString(), "ssl.keystore.password", Certificate.PASSWORD,
				"ssl.truststore.type", "PEM", "ssl.truststore.location", certificate.certificate().toString()));
		settings.putAll(Map.of("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
				"super.users", "User:admin;User:ANONYMOUS"));
		return settings;
	}

	private static void format(Path settings) {
		List<String> arguments = new ArrayList<>(
				List.of("format", "--cluster-id", Uuid.randomUuid().toString(), "--config", settings.toString()));
		for (String user : List.of("admin", "ticker", "gateway")) {
			arguments
				.addAll(List.of("--add-scram", "SCRAM-SHA-256=[name=%s,password=%s]".formatted(user, password(user))));
		}
		ByteArrayOutputStream words = new ByteArrayOutputStream();
		int status = StorageTool.execute(arguments.toArray(String[]::new),
				new PrintStream(words, true, StandardCharsets.UTF_8));
		if (status != 0) {
			throw new IllegalStateException(words.toString(StandardCharsets.UTF_8));
		}
	}

	private static List<AclBinding> rights() {
		return List.of(right("ticker", ResourceType.TOPIC, "time", PatternType.LITERAL, AclOperation.CREATE),
				right("ticker", ResourceType.TOPIC, "time", PatternType.LITERAL, AclOperation.WRITE),
				right("gateway", ResourceType.TOPIC, "time", PatternType.LITERAL, AclOperation.READ),
				right("gateway", ResourceType.GROUP, "gateway-", PatternType.PREFIXED, AclOperation.READ),
				right("gateway", ResourceType.GROUP, "gateway-", PatternType.PREFIXED, AclOperation.DELETE));
	}

	private static AclBinding right(String user, ResourceType type, String name, PatternType pattern,
			AclOperation operation) {
		return new AclBinding(new ResourcePattern(type, name, pattern),
				new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
	}

	static String login(String user) {
		return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
			.formatted(user, password(user));
	}

	static String password(String user) {
		return user + "-kafka-password";
	}

	String address() {
		return "localhost:" + this.port;
	}

	/**
	 * Return what a client of Kafka needs to come in as somebody.
	 */
	Map<String, Object> client(String user) {
		return Map.of("bootstrap.servers", address(), "security.protocol", "SASL_SSL", "sasl.mechanism",
				"SCRAM-SHA-256", "sasl.jaas.config", login(user), "ssl.truststore.type", "PEM",
				"ssl.truststore.location", this.certificate.certificate().toString());
	}

	@Override
	public void close() {
		this.process.close();
	}

}
