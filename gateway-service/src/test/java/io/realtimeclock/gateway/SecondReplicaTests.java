package io.realtimeclock.gateway;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.GroupType;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class SecondReplicaTests extends RunningGateway {

	private final String replica = UUID.randomUUID().toString();

	@Test
	void takesTheSessionsOfTheFirst() {
		Http browser = new Http(port());
		browser.logIn("demo", Http.PASSWORD);
		try (ConfigurableApplicationContext second = start()) {
			assertThat(Http.get(port(second), "/", "Cookie", browser.cookie("SESSION")).statusCode()).isEqualTo(200);
			assertThat(Http.get(port(second), "/", "Cookie", "SESSION=bm9uZQ==").statusCode()).isEqualTo(302);
		}
	}

	@Test
	void readsInAGroupOfItsOwnThatGoesWithIt() throws Exception {
		String group = "gateway-" + this.replica;
		try (Admin admin = Source.broker().admin()) {
			try (ConfigurableApplicationContext second = start()) {
				await().atMost(Duration.ofSeconds(20)).until(() -> {
					Source.tick();
					return Http.get(port(second), "/readyz").statusCode() == 200;
				});
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
			assertThat(admin.listGroups().all().get(10, TimeUnit.SECONDS))
				.noneMatch((listing) -> listing.groupId().equals(group));
		}
	}

	@Test
	void tellsItsClientsWhenToComeBackBeforeItStops() {
		ConfigurableApplicationContext second = start();
		try (WebSocketClient client = WebSocketClient.connect(port(second))) {
			SpringApplication.exit(second);
			WebSocketClient.Frame last = client.frame(0x88);
			assertThat(last.status()).isEqualTo(1001);
			assertThat(last.text()).endsWith("retry-after=1.00");
		}
	}

	private ConfigurableApplicationContext start() {
		return GatewayApplication.application()
			.run("--server.port=0", "--management.server.port=0", "--gateway.replica=" + this.replica,
					"--gateway.drain-window=1s", "--gateway.users.demo=" + HASH,
					"--spring.kafka.bootstrap-servers=" + Source.broker().address(),
					"--spring.data.redis.port=" + Source.redis().port());
	}

	private static int port(ConfigurableApplicationContext context) {
		return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

}
