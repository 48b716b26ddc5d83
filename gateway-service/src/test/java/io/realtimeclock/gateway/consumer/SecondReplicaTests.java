package io.realtimeclock.gateway.consumer;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.OtherGateway;
import io.realtimeclock.gateway.RunningGateway;
import io.realtimeclock.gateway.Source;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.GroupType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class SecondReplicaTests extends RunningGateway {

	private final String replica = UUID.randomUUID().toString();

	@Test
	void takesTheSessionsOfTheFirst() {
		Http browser = new Http(port());
		browser.logIn("demo", Http.PASSWORD);
		try (OtherGateway second = start()) {
			assertThat(Http.get(second.port(), "/", "Cookie", browser.cookie("SESSION")).statusCode()).isEqualTo(200);
			assertThat(Http.get(second.port(), "/", "Cookie", "SESSION=bm9uZQ==").statusCode()).isEqualTo(302);
		}
	}

	@Test
	void readsInAGroupOfItsOwnThatGoesWithIt() throws Exception {
		String group = "gateway-" + this.replica;
		try (Admin admin = Source.broker().admin()) {
			try (OtherGateway second = start()) {
				second.awaitReady();
				assertThat(admin.describeConsumerGroups(List.of(group)).all().get(10, TimeUnit.SECONDS).values())
					.singleElement()
					.satisfies((description) -> {
						assertThat(description.type()).isEqualTo(GroupType.CONSUMER);
						assertThat(description.members()).hasSize(1);
					});
				assertThat(
						admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get(10, TimeUnit.SECONDS))
					.as("committed")
					.isEmpty();
			}
			assertThat(groups(admin)).doesNotContain(group);
		}
	}

	@Test
	void doesNotWaitForAMemberOfItsGroupThatDiedWithoutLeaving() throws Exception {
		String group = "gateway-" + this.replica;
		try (Admin admin = Source.broker().admin();
				KafkaConsumer<byte[], byte[]> dead = Source.broker().member(group)) {
			await().atMost(Duration.ofSeconds(20)).until(() -> {
				dead.poll(Duration.ofMillis(100));
				return !dead.assignment().isEmpty();
			});
			try (OtherGateway second = start()) {
				second.awaitReady();
				assertThat(admin.describeConsumerGroups(List.of(group + "-2")).all().get(10, TimeUnit.SECONDS).values())
					.singleElement()
					.satisfies((description) -> assertThat(description.members()).hasSize(1));
			}
			assertThat(groups(admin)).contains(group).doesNotContain(group + "-2");
		}
	}

	/** With an hour until the stale notice, only a tick makes it ready. */
	private OtherGateway start() {
		return OtherGateway.start("gateway.replica=" + this.replica, "gateway.stale-after=1h");
	}

	private static List<String> groups(Admin admin) throws Exception {
		return admin.listGroups().all().get(10, TimeUnit.SECONDS).stream().map(GroupListing::groupId).toList();
	}

}
