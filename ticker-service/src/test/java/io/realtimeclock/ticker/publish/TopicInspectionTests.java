package io.realtimeclock.ticker.publish;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.realtimeclock.testsupport.FreePorts;
import io.realtimeclock.testsupport.KafkaServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Topics that others created, on a real broker. Each test has its own.
 */
@ExtendWith(OutputCaptureExtension.class)
class TopicInspectionTests {

	private static final Map<String, String> UNCOMPRESSED = Map.of("compression.type", "uncompressed");

	@SuppressWarnings("NullAway.Init")
	private static KafkaServer broker;

	@SuppressWarnings("NullAway.Init")
	private static Admin admin;

	@BeforeAll
	static void start() {
		broker = KafkaServer.start(FreePorts.next(), Map.of("authorizer.class.name", StandardAuthorizer.class.getName(),
				"allow.everyone.if.no.acl.found", "true"));
		admin = Admin.create(settings());
	}

	@AfterAll
	static void stop() {
		admin.close();
		broker.close();
	}

	@Test
	void warnsOfFewerReplicasThanConfigured(CapturedOutput output) throws Exception {
		create("single", UNCOMPRESSED);
		TopicInspection.inspect(settings(), new NewTopic("single", 1, (short) 3).configs(UNCOMPRESSED));
		assertThat(output)
			.contains("The topic 'single' has the replication factor 1, but ticker.topic.replication-factor is 3. ")
			.doesNotContain("compression");
	}

	@Test
	void warnsOfAnotherCompression(CapturedOutput output) throws Exception {
		create("compressed", Map.of());
		TopicInspection.inspect(settings(), new NewTopic("compressed", 1, (short) 1).configs(UNCOMPRESSED));
		assertThat(output).contains("The topic 'compressed' has compression.type=producer, ")
			.contains("--topic compressed --add-config compression.type=uncompressed")
			.doesNotContain("replication");
	}

	@Test
	void saysNothingOfATopicThatIsAsWanted(CapturedOutput output) throws Exception {
		create("good", UNCOMPRESSED);
		TopicInspection.inspect(settings(), new NewTopic("good", 1, (short) 1).configs(UNCOMPRESSED));
		assertThat(output).doesNotContain("'good'");
	}

	@Test
	void saysNothingOfSettingsThatItMayNotDescribe(CapturedOutput output) throws Exception {
		AclBinding write = new AclBinding(new ResourcePattern(ResourceType.TOPIC, "secret", PatternType.LITERAL),
				new AccessControlEntry("User:*", "*", AclOperation.WRITE, AclPermissionType.ALLOW));
		admin.createAcls(List.of(write)).all().get(10, TimeUnit.SECONDS);
		create("secret", Map.of());
		TopicInspection.inspect(settings(), new NewTopic("secret", 1, (short) 3).configs(UNCOMPRESSED));
		assertThat(output).contains("The topic 'secret' has the replication factor 1, ")
			.doesNotContain("compression")
			.doesNotContain("\tat ");
	}

	private static void create(String name, Map<String, String> configs) throws Exception {
		admin.createTopics(List.of(new NewTopic(name, 1, (short) 1).configs(configs))).all().get(10, TimeUnit.SECONDS);
		Awaitility.await()
			.ignoreExceptions()
			.until(() -> admin.describeTopics(List.of(name)).allTopicNames().get(10, TimeUnit.SECONDS).size() == 1);
	}

	private static Map<String, Object> settings() {
		return Map.of("bootstrap.servers", broker.address());
	}

}
