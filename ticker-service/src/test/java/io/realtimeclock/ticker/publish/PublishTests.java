package io.realtimeclock.ticker.publish;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.realtimeclock.testsupport.KafkaServer;
import io.realtimeclock.tick.Tick;
import io.realtimeclock.tick.TickCodec;
import io.realtimeclock.tick.TickNames;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Publishing to a real broker that stops and starts.
 */
@ExtendWith(OutputCaptureExtension.class)
class PublishTests extends RunningPublisher {

	@Test
	void saysWithinTwoSecondsWhyRecordsAreTooLargeAndIsReadyOnceOneIsAcknowledged(CapturedOutput output)
			throws Exception {
		try (KafkaServer broker = KafkaServer.start(this.port); Admin admin = admin(broker)) {
			createTopic();
			publishUntilSent(now());
			setMaxMessageBytes(admin, "10");
			assertThatRefusalIsSaid(output, "RecordTooLargeException");
			setMaxMessageBytes(admin, "1000000");
			publishUntilSent(now());
			assertThat(health().isUp()).isTrue();
			assertThat(output.toString().split("Kafka works", -1)).hasSize(1 + 2);
		}
	}

	@Test
	void saysWithinTwoSecondsThatItMayNotWriteAndIsReadyOnceItMay(CapturedOutput output) throws Exception {
		try (KafkaServer broker = KafkaServer.start(this.port, Map.of("authorizer.class.name",
				StandardAuthorizer.class.getName(), "allow.everyone.if.no.acl.found", "true"));
				Admin admin = admin(broker)) {
			createTopic();
			publishUntilSent(now());
			AclBinding denied = new AclBinding(
					new ResourcePattern(ResourceType.TOPIC, TickNames.TOPIC, PatternType.LITERAL),
					new AccessControlEntry("User:*", "*", AclOperation.WRITE, AclPermissionType.DENY));
			admin.createAcls(List.of(denied)).all().get(10, TimeUnit.SECONDS);
			assertThatRefusalIsSaid(output, "TopicAuthorizationException");
			admin.deleteAcls(List.of(denied.toFilter())).all().get(10, TimeUnit.SECONDS);
			publishUntilSent(now());
			assertThat(health().isUp()).isTrue();
		}
	}

	private void assertThatRefusalIsSaid(CapturedOutput output, String reason) {
		AtomicLong firstRefused = new AtomicLong();
		for (int slot = 0; slot < 12; slot++) {
			publish(now());
			Awaitility.await()
				.pollDelay(Duration.ofMillis(500))
				.atMost(Duration.ofSeconds(3))
				.until(() -> firstRefused.get() == 0 || !health().isUp());
			check();
			if (!health().isUp()) {
				firstRefused.compareAndSet(0, System.nanoTime());
				if (System.nanoTime() - firstRefused.get() > TimeUnit.MILLISECONDS.toNanos(1500)) {
					assertThat(output).contains("Kafka: a tick could not be published: ").contains(reason);
				}
			}
		}
		assertThat(output).containsOnlyOnce("Kafka: a tick could not be published: ");
		assertThat(fault()).contains(reason);
		assertThat(delivers()).as("takes slots").isFalse();
	}

	private static void setMaxMessageBytes(Admin admin, String bytes) throws Exception {
		ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, TickNames.TOPIC);
		admin
			.incrementalAlterConfigs(Map.of(topic,
					List.of(new AlterConfigOp(new ConfigEntry("max.message.bytes", bytes), AlterConfigOp.OpType.SET))))
			.all()
			.get(10, TimeUnit.SECONDS);
	}

	@Test
	void sendsTheTickAsJsonUnderOneKey() throws IOException {
		try (KafkaServer broker = KafkaServer.start(this.port)) {
			createTopic();
			Tick tick = this.grid.at(Instant.parse("2026-11-23T18:07:58.123Z"));
			publishUntilSent(tick);
			ConsumerRecord<String, String> sent = records(broker, 1).get(0);
			assertThat(sent.key()).isEqualTo("clock");
			assertThat(sent.value()).isEqualTo("{\"sequence\":3590914556,\"instant\":\"2026-11-23T18:07:58.000Z\"}");
			assertThat(count("sent")).isPositive();
			assertThat(health().isUp()).isTrue();
		}
	}

	@Test
	void doesNotHoldUpItsCallerForLongBeforeTheBrokerIsThere() {
		for (int i = 0; i < 5; i++) {
			long start = System.nanoTime();
			publish(now());
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(400));
			assertThat(fault()).startsWith("a tick could not be published: ");
		}
		assertThat(count("failed")).isEqualTo(5);
	}

	@Test
	void letsTicksExpireWhileTheBrokerIsAwayAndSendsOnlyFreshOnesAfterwards() throws IOException {
		try (KafkaServer broker = KafkaServer.start(this.port)) {
			createTopic();
			Tick first = now();
			publishUntilSent(first);
			broker.stop();
			double failedBefore = count("failed");
			long start = System.nanoTime();
			List<Tick> lost = new ArrayList<>();
			Tick tick = first;
			for (int i = 0; i < 3; i++) {
				tick = this.grid.next(tick);
				lost.add(tick);
				publish(tick);
			}
			Awaitility.await()
				.atMost(Duration.ofSeconds(3))
				.pollInterval(Duration.ofMillis(10))
				.until(() -> count("failed") == failedBefore + 3);
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
			assertThat(fault()).startsWith("a tick could not be published: ");
			assertThat(delivers()).as("takes slots").isFalse();
			broker.restart();
			Tick fresh = this.grid.next(tick);
			publishUntilSent(fresh);
			assertThat(delivers()).as("takes slots").isTrue();
			List<String> values = records(broker, 2).stream().map(ConsumerRecord::value).distinct().toList();
			assertThat(values).containsExactly(json(first), json(fresh));
			assertThat(values).doesNotContainAnyElementsOf(lost.stream().map(PublishTests.this::json).toList());
			assertThat(health().isUp()).isTrue();
		}
	}

	@Test
	void deliversWhatWasSentBeforeItStops() throws IOException {
		try (KafkaServer broker = KafkaServer.start(this.port)) {
			createTopic();
			Tick first = now();
			publishUntilSent(first);
			publish(this.grid.next(first));
			this.context.close();
			assertThat(records(broker, 2)).extracting(ConsumerRecord::value).contains(json(this.grid.next(first)));
		}
	}

	private boolean delivers() {
		return this.context.getBean(TickPublisher.class).delivers();
	}

	private String json(Tick tick) {
		return new String(new TickCodec(this.grid).encode(tick), StandardCharsets.UTF_8);
	}

	private static List<ConsumerRecord<String, String>> records(KafkaServer broker, int least) {
		List<ConsumerRecord<String, String>> records = new ArrayList<>();
		try (KafkaConsumer<String, String> consumer = broker.consumer(TickNames.TOPIC)) {
			Awaitility.await().atMost(Duration.ofSeconds(10)).pollInSameThread().until(() -> {
				consumer.poll(Duration.ofMillis(200)).forEach(records::add);
				return records.size() >= least;
			});
			// Also unwanted lines
			consumer.poll(Duration.ofMillis(500)).forEach(records::add);
		}
		return records;
	}

}
