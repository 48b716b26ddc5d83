package io.realtimeclock.systemtests.secured;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.realtimeclock.testsupport.Certificate;
import io.realtimeclock.testsupport.FreePorts;
import io.realtimeclock.testsupport.JavaProcess;
import io.realtimeclock.testsupport.KafkaNode;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclBindingFilter;

import static org.awaitility.Awaitility.await;

/**
 * A broker with TLS, three ways to log in, and access control.
 */
final class SecuredBroker implements AutoCloseable {

	private static final String NAME = "secured-broker";

	private static final String OAUTH = "org.apache.kafka.common.security.oauthbearer.";

	private final Map<KafkaLogin, Integer> ports = new EnumMap<>(KafkaLogin.class);

	private final Path folder;

	private final Certificate certificate;

	private final String issuer;

	private final JavaProcess process;

	/**
	 * Start it with exactly the rights of docs/security.md.
	 * @param folder contains the certificates of the services
	 * @param certificate its own certificate
	 * @param issuer of the tokens
	 */
	SecuredBroker(Path folder, Certificate certificate, String issuer) throws Exception {
		for (KafkaLogin login : KafkaLogin.values()) {
			this.ports.put(login, FreePorts.next());
		}
		this.folder = folder;
		this.certificate = certificate;
		this.issuer = issuer;
		Path file = new KafkaNode(folder, port(KafkaLogin.SCRAM)).prepare(Uuid.randomUuid(), settings(), users());
		this.process = JavaProcess.program(
				List.of("env", "JDK_JAVA_OPTIONS=-Dorg.apache.kafka.sasl.oauthbearer.allowed.urls=" + keys()), NAME,
				"kafka.Kafka", file.toString());
		try (Admin admin = Admin.create(client("admin"))) {
			await("the broker answers").atMost(Duration.ofSeconds(60))
				.ignoreExceptions()
				.failFast("the broker has ended, see its log", () -> !this.process.isAlive())
				.until(() -> admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).size() == 1);
		}
		KafkaRights.grant(folder, address(KafkaLogin.SCRAM), client("admin"));
	}

	private int port(KafkaLogin login) {
		Integer port = this.ports.get(login);
		if (port == null) {
			throw new IllegalArgumentException(login.name());
		}
		return port;
	}

	private String keys() {
		return this.issuer + "/oauth2/jwks";
	}

	private Map<String, String> settings() throws IOException {
		int controllerPort = FreePorts.next();
		Map<String, String> settings = new HashMap<>(Map.of("controller.quorum.voters", "1@localhost:" + controllerPort,
				"listeners", listeners() + ",CONTROLLER://localhost:" + controllerPort,
				"listener.security.protocol.map", "SCRAM:SASL_SSL,OAUTH:SASL_SSL,CERTIFICATE:SSL,CONTROLLER:PLAINTEXT",
				"inter.broker.listener.name", "SCRAM", "sasl.mechanism.inter.broker.protocol", "SCRAM-SHA-256",
				"authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer", "super.users",
				"User:admin;User:ANONYMOUS"));
		settings
			.putAll(Map.of("ssl.keystore.type", "PKCS12", "ssl.keystore.location", this.certificate.store().toString(),
					"ssl.keystore.password", Certificate.PASSWORD, "ssl.truststore.type", "PEM",
					"ssl.truststore.location", trusted().toString(), "listener.name.certificate.ssl.client.auth",
					"required", "ssl.principal.mapping.rules", "RULE:^CN=([^,]+).*$/$1/"));
		settings.putAll(Map.of("listener.name.scram.sasl.enabled.mechanisms", "SCRAM-SHA-256",
				"listener.name.scram.scram-sha-256.sasl.jaas.config", login("admin"),
				"listener.name.oauth.sasl.enabled.mechanisms", "OAUTHBEARER",
				"listener.name.oauth.oauthbearer.sasl.jaas.config", OAUTH + "OAuthBearerLoginModule required;",
				"listener.name.oauth.oauthbearer.sasl.server.callback.handler.class",
				OAUTH + "OAuthBearerValidatorCallbackHandler", "sasl.oauthbearer.jwks.endpoint.url", keys(),
				"sasl.oauthbearer.expected.issuer", this.issuer, "sasl.oauthbearer.expected.audience", "ticker,gateway",
				// Ends a connection whose token has expired
				"listener.name.oauth.oauthbearer.connections.max.reauth.ms", "3600000"));
		return settings;
	}

	private String listeners() {
		return Arrays.stream(KafkaLogin.values())
			.map((login) -> login.name() + "://" + address(login))
			.collect(Collectors.joining(","));
	}

	/**
	 * Write the certificates that the broker trusts: its own, and those of the services.
	 */
	private Path trusted() throws IOException {
		StringBuilder all = new StringBuilder(Files.readString(this.certificate.certificate()));
		for (String service : List.of("ticker", "gateway")) {
			all.append(Files.readString(Certificate.make(this.folder, service, service).certificate()));
		}
		return Files.writeString(this.folder.resolve("trusted.crt"), all);
	}

	private static String[] users() {
		return Stream.of("admin", "ticker", "gateway")
			.flatMap((user) -> Stream.of("--add-scram",
					"SCRAM-SHA-256=[name=%s,password=%s]".formatted(user, password(user))))
			.toArray(String[]::new);
	}

	private static String login(String user) {
		return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
			.formatted(user, password(user));
	}

	static String password(String user) {
		return user + "-secret";
	}

	String address(KafkaLogin login) {
		return "localhost:" + port(login);
	}

	/**
	 * Return the settings of a Kafka client that logs in as the given user.
	 */
	Map<String, Object> client(String user) {
		return Map.of("bootstrap.servers", address(KafkaLogin.SCRAM), "security.protocol", "SASL_SSL", "sasl.mechanism",
				"SCRAM-SHA-256", "sasl.jaas.config", login(user), "ssl.truststore.type", "PEM",
				"ssl.truststore.location", this.certificate.certificate().toString());
	}

	/**
	 * Return the rights that have permitted nothing yet, according to the audit log.
	 */
	List<String> unusedRights() throws Exception {
		String log = Files.readString(JavaProcess.LOGS.resolve(NAME + "-errors.log"));
		try (Admin admin = Admin.create(client("admin"))) {
			return admin.describeAcls(AclBindingFilter.ANY)
				.values()
				.get(10, TimeUnit.SECONDS)
				.stream()
				.map((right) -> "resourceName=%s, patternType=%s, principal=%s, host=*, operation=%s,".formatted(
						right.pattern().name(), right.pattern().patternType(), right.entry().principal(),
						right.entry().operation()))
				.filter((right) -> !log.contains(right))
				.toList();
		}
	}

	@Override
	public void close() {
		this.process.close();
	}

}
