package io.realtimeclock.systemtests.secured;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.realtimeclock.testsupport.Certificate;
import io.realtimeclock.testsupport.FreePorts;
import io.realtimeclock.testsupport.JavaProcess;
import io.realtimeclock.testsupport.KafkaNode;
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
 * A broker with TLS, passwords (SCRAM) and access control.
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
	 * Start it with exactly the rights of docs/security.md.
	 */
	static SecuredBroker start(Path folder, Certificate certificate) throws Exception {
		int port = FreePorts.next();
		Path file = new KafkaNode(folder, port).prepare(Uuid.randomUuid(), settings(port, certificate), users());
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

	private static Map<String, String> settings(int port, Certificate certificate) {
		int controllerPort = FreePorts.next();
		Map<String, String> settings = new HashMap<>(Map.of("controller.quorum.voters", "1@localhost:" + controllerPort,
				"listeners", "CLIENTS://localhost:%d,CONTROLLER://localhost:%d".formatted(port, controllerPort)));
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

	private static String[] users() {
		return Stream.of("admin", "ticker", "gateway")
			.flatMap((user) -> Stream.of("--add-scram",
					"SCRAM-SHA-256=[name=%s,password=%s]".formatted(user, password(user))))
			.toArray(String[]::new);
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
	 * Return the settings of a Kafka client that logs in as the given user.
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
