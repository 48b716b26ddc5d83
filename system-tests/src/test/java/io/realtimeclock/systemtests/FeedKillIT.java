package io.realtimeclock.systemtests;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import io.realtimeclock.testsupport.FreePorts;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A gateway that is killed and started again while 1,000 records per second come, beside
 * another one.
 */
@Tag("long")
class FeedKillIT {

	private static final int KEYS = 500;

	private static final int KILLS = 2;

	private static final Duration LIMIT = Duration.ofSeconds(30);

	@Test
	void eachClientEndsWithWhatAPlainConsumerReads() throws Exception {
		try (OwnSystem system = new OwnSystem("feed-kill").withUser()
			.with(Map.of("GATEWAY_FEEDS_PRICES_TOPIC", "prices"));
				FeedProducer producer = FeedProducer.create(system.addresses().kafka(), "prices")) {
			system.startTicker();
			int otherPort = FreePorts.next();
			try (ServiceProcess other = system.oneMoreGateway("feed-kill-other", otherPort)) {
				system.startGateway();
				other.awaitReady();
				List<FeedFollower> followers = Stream.of(system.port(), system.port(), otherPort, otherPort)
					.map(FeedFollower::start)
					.toList();
				AtomicBoolean stopped = new AtomicBoolean();
				CompletableFuture<Integer> load = CompletableFuture.supplyAsync(() -> publish(producer, stopped));
				for (int kill = 1; kill <= KILLS; kill++) {
					int connections = kill;
					await("changes").atMost(LIMIT)
						.until(() -> followers.stream()
							.allMatch((follower) -> follower.values().size() > KEYS / 2
									&& follower.connections() >= (followers.indexOf(follower) < 2 ? connections : 1)));
					system.gateway().killNow();
					system.startGateway();
				}
				await("the clients' return").atMost(LIMIT)
					.until(() -> followers.stream().filter((follower) -> follower.connections() > KILLS).count() == 2);
				stopped.set(true);
				int sent = load.join();
				Map<String, String> expected = Topic.newestValues(system.addresses().kafka(), "prices");
				assertThat(expected).hasSizeGreaterThan(KEYS / 2);
				Console.print("%d records, %d kills".formatted(sent, KILLS));
				for (FeedFollower follower : followers) {
					await("the same table").atMost(LIMIT)
						.untilAsserted(() -> assertThat(follower.values()).isEqualTo(expected));
					assertThat(follower.unexpected()).isEmpty();
				}
				assertThat(followers).extracting(FeedFollower::connections).containsExactly(KILLS + 1, KILLS + 1, 1, 1);
				followers.forEach(FeedFollower::close);
			}
		}
	}

	/** Each eleventh record deletes a key. */
	private static int publish(FeedProducer producer, AtomicBoolean stopped) {
		long begin = System.nanoTime();
		int sent = 0;
		while (!stopped.get()) {
			long due = (System.nanoTime() - begin) / 1_000_000;
			while (sent < due) {
				String key = "k" + sent * 7919L % KEYS;
				producer.put(key, (sent % 11 == 0) ? null : Integer.toString(sent));
				sent++;
			}
			LockSupport.parkNanos(1_000_000);
		}
		producer.flush();
		return sent;
	}

}
