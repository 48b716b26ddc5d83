package io.realtimeclock.ticker.publish;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.realtimeclock.testsupport.KafkaServer;
import io.realtimeclock.tick.TickNames;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The topic on a real broker that stops and starts.
 */
@ExtendWith(OutputCaptureExtension.class)
class TimeTopicTests extends RunningPublisher {

	@Test
	void createsTheTopicThatIsAbsent() throws Exception {
		assertThat(health().isUp()).isFalse();
		try (KafkaServer broker = KafkaServer.start(this.port); Admin admin = admin(broker)) {
			createTopic();
			assertThat(topic(admin).partitions()).hasSize(1).allSatisfy((p) -> assertThat(p.replicas()).hasSize(1));
			assertThat(topicConfig(admin).get("retention.ms").value()).isEqualTo("123000");
			assertThat(topicConfig(admin).get("compression.type").value()).isEqualTo("uncompressed");
			assertThat(topicConfig(admin).get("segment.ms").value()).isEqualTo("123000");
		}
	}

	/**
	 * The producer is created at the start, and its network thread asks for the metadata
	 * of each topic that it was ever asked for.
	 */
	@Test
	void createsTheTopicOnABrokerThatWouldCreateItForTheProducer() throws Exception {
		awaitCheckOfTheStart();
		try (KafkaServer broker = KafkaServer.start(this.port, Map.of("auto.create.topics.enable", "true"));
				Admin admin = admin(broker)) {
			Awaitility.await().atMost(Duration.ofSeconds(10)).during(Duration.ofSeconds(2)).until(() -> {
				publish(now());
				return admin.listTopics().names().get(10, TimeUnit.SECONDS).isEmpty();
			});
			createTopic();
			publishUntilSent(now());
			assertThat(topicConfig(admin).get("retention.ms").value()).isEqualTo("123000");
			assertThat(topicConfig(admin).get("compression.type").value()).isEqualTo("uncompressed");
		}
	}

	@Test
	void leavesAnExistingTopicAsItIs() throws Exception {
		awaitCheckOfTheStart();
		try (KafkaServer broker = KafkaServer.start(this.port); Admin admin = admin(broker)) {
			admin
				.createTopics(
						List.of(new NewTopic(TickNames.TOPIC, 3, (short) 1).configs(Map.of("retention.ms", "7200000"))))
				.all()
				.get(10, TimeUnit.SECONDS);
			createTopic();
			assertThat(topic(admin).partitions()).hasSize(3);
			assertThat(topicConfig(admin).get("retention.ms").value()).isEqualTo("7200000");
			assertThat(topicConfig(admin).get("segment.ms").isDefault()).isTrue();
		}
	}

	@Test
	void inspectsAnExistingTopicOnce(CapturedOutput output) throws Exception {
		awaitCheckOfTheStart();
		try (KafkaServer broker = KafkaServer.start(this.port); Admin admin = admin(broker)) {
			admin.createTopics(List.of(new NewTopic(TickNames.TOPIC, 1, (short) 1))).all().get(10, TimeUnit.SECONDS);
			createTopic();
			check();
			assertThat(output).containsOnlyOnce("The topic 'time' has ");
		}
	}

	@Test
	void isNotReadyBecauseTheTopicExistsButOnceATickIsAcknowledged() throws IOException {
		try (KafkaServer broker = KafkaServer.start(this.port)) {
			createTopic();
			check();
			assertThat(broker.address()).isNotEmpty();
			assertThat(health().isUp()).isFalse();
			publishUntilSent(now());
			assertThat(health().isUp()).isTrue();
		}
	}

	@Test
	void isReadyAsAStandbyWhileTheTopicHasALeader() throws IOException {
		try (KafkaServer broker = KafkaServer.start(this.port)) {
			createTopic();
			Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
				check();
				return health().isUp();
			});
			assertThat(count("sent")).isZero();
			broker.stop();
			Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> {
				check();
				return !health().isUp();
			});
			broker.restart();
			Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> {
				check();
				return health().isUp();
			});
		}
	}

	@Test
	void saysThatTheTopicCannotBeCreatedWhileTheBrokerIsAbsent() {
		this.context.getBean(TimeTopic.class).check();
		assertThat(fault()).startsWith("time could not be created: ").doesNotContain("null");
	}

	@Test
	void makesATopicAnewThatWasDeletedUnderWay() throws Exception {
		try (KafkaServer broker = KafkaServer.start(this.port); Admin admin = admin(broker)) {
			createTopic();
			publishUntilSent(now());
			admin.deleteTopics(List.of(TickNames.TOPIC)).all().get(10, TimeUnit.SECONDS);
			Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
				publish(now());
				return !health().isUp();
			});
			createTopic();
			publishUntilSent(now());
			assertThat(topic(admin).partitions()).hasSize(1);
		}
	}

	private static TopicDescription topic(Admin admin) throws Exception {
		return Objects.requireNonNull(admin.describeTopics(List.of(TickNames.TOPIC))
			.allTopicNames()
			.get(10, TimeUnit.SECONDS)
			.get(TickNames.TOPIC));
	}

	private static Config topicConfig(Admin admin) throws Exception {
		ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, TickNames.TOPIC);
		return Objects.requireNonNull(admin.describeConfigs(List.of(topic)).all().get(10, TimeUnit.SECONDS).get(topic));
	}

}
