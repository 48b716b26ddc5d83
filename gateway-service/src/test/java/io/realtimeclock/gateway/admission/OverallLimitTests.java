package io.realtimeclock.gateway.admission;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.lettuce.core.RedisClient;
import io.realtimeclock.gateway.Replica;
import io.realtimeclock.gateway.admission.Admission.Permit;
import io.realtimeclock.gateway.admission.ConnectionRegistry.OpenSocket;
import io.realtimeclock.testsupport.FreePorts;
import io.realtimeclock.testsupport.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.HttpStatus.SWITCHING_PROTOCOLS;
import static org.springframework.http.HttpStatus.TOO_MANY_REQUESTS;

/**
 * The limit of a user's clients on all replicas together.
 */
class OverallLimitTests {

	private static final Duration SOON = Duration.ofSeconds(5);

	private final int redisPort = FreePorts.next();

	private RedisServer redis = RedisServer.start(this.redisPort);

	private final Replica first = replica("first");

	private final Replica second = replica("second");

	@BeforeEach
	void beInStep() {
		await().atMost(SOON).until(() -> replicasInRedis() == 2);
	}

	@AfterEach
	void stop() {
		this.first.close();
		this.second.close();
		this.redis.close();
	}

	@Test
	void holdsExactlyHoweverManyAskAtOnce() {
		ExecutorService clients = Executors.newFixedThreadPool(16);
		try {
			List<CompletableFuture<HttpStatus>> answers = IntStream.range(0, 200)
				.mapToObj((i) -> CompletableFuture
					.supplyAsync(() -> ((i % 2 == 0) ? this.first : this.second).enter("a"), clients))
				.toList();
			Stream<HttpStatus> entered = answers.stream().map(CompletableFuture::join);
			assertThat(entered.filter(SWITCHING_PROTOCOLS::equals)).hasSize(10);
		}
		finally {
			clients.shutdownNow();
		}
	}

	@Test
	void isNoneOfAnotherUsersBusiness() {
		fill(this.first, "a");
		assertThat(this.second.enter("a")).isEqualTo(TOO_MANY_REQUESTS);
		assertThat(this.second.enter("b")).isEqualTo(SWITCHING_PROTOCOLS);
	}

	@Test
	void aPlaceGivenBackOnOneReplicaIsFreeOnAnother() {
		Permit permit = Replica.permit("a");
		this.first.enter(permit);
		for (int i = 1; i < 10; i++) {
			this.first.enter("a");
		}
		this.first.leave(permit);
		await().atMost(SOON).until(() -> this.second.enter("a") == SWITCHING_PROTOCOLS);
		assertThat(this.second.enter("a")).isEqualTo(TOO_MANY_REQUESTS);
	}

	@Test
	void aReplicaThatStopsTakesItsClientsWithIt() {
		fill(this.first, "a");
		this.first.close();
		assertThat(this.second.enter("a")).isEqualTo(SWITCHING_PROTOCOLS);
	}

	@Test
	void clientsStayCountedBeyondOneLease() {
		try (Replica third = replica("third", "1s")) {
			await().atMost(SOON).until(() -> replicasInRedis() == 3);
			fill(third, "a");
			long begin = System.nanoTime();
			await().atMost(SOON).until(() -> {
				assertThat(this.second.enter("a")).isEqualTo(TOO_MANY_REQUESTS);
				return System.nanoTime() - begin > Duration.ofMillis(2500).toNanos();
			});
		}
	}

	@Test
	void aRedisThatComesBackEmptyIsToldWhoIsThere() {
		fill(this.first, "a");
		this.redis.close();
		assertThat(this.second.enter("b")).as("without Redis each replica's own limit holds")
			.isEqualTo(SWITCHING_PROTOCOLS);
		this.redis = RedisServer.start(this.redisPort);
		await().atMost(SOON.multipliedBy(3)).until(() -> replicasInRedis() == 2 && this.second.sockets().size() == 11);
		assertThat(this.second.enter("a")).isEqualTo(TOO_MANY_REQUESTS);
	}

	@Test
	void eachSocketIsListedOnEveryReplica() {
		this.first.enter("a");
		this.second.enter("b with spaces");
		assertThat(this.second.sockets()).extracting(OpenSocket::user).containsExactlyInAnyOrder("a", "b with spaces");
		assertThat(this.first.sockets()).extracting(OpenSocket::replica).containsExactlyInAnyOrder("first", "second");
		assertThat(this.first.sockets()).extracting(OpenSocket::address).containsOnly("192.0.2.7");
	}

	@Test
	void theSocketsOfASessionAreCountedOnAllReplicas() {
		Permit permit = ofSession("session:1");
		this.first.enter(permit);
		this.first.enter(ofSession("session:1"));
		this.second.enter(ofSession("session:1"));
		this.second.enter(ofSession("session:2"));
		this.second.enter("a");
		assertThat(this.second.sockets("session:1")).isEqualTo(3);
		assertThat(this.first.sockets("session:2")).isEqualTo(1);
		assertThat(this.first.sockets("session:3")).isZero();
		this.first.leave(permit);
		await().atMost(SOON).until(() -> this.second.sockets("session:1") == 2);
		this.first.close();
		assertThat(this.second.sockets("session:1")).isEqualTo(1);
	}

	@Test
	void theSocketsOfASessionAreCountedAgainAfterRedisComesBackEmpty() {
		this.first.enter(ofSession("session:1"));
		this.first.enter(ofSession("session:1"));
		this.redis.close();
		this.redis = RedisServer.start(this.redisPort);
		await().atMost(SOON.multipliedBy(3))
			.until(() -> replicasInRedis() == 2 && this.second.sockets("session:1") == 2);
	}

	private static Permit ofSession(String session) {
		return Permit.of("a", session, "192.0.2.7", Instant.now());
	}

	private static void fill(Replica replica, String user) {
		for (int i = 0; i < 10; i++) {
			assertThat(replica.enter(user)).isEqualTo(SWITCHING_PROTOCOLS);
		}
	}

	/** Its lease is longer than a busy machine stands still. */
	private Replica replica(String name) {
		return replica(name, "5s");
	}

	private Replica replica(String name, String lease) {
		return Replica.start(this.redisPort, "replica=" + name, "max-connections-per-user=1000",
				"max-connections-per-user-overall=10", "permit-lease=" + lease);
	}

	private long replicasInRedis() {
		try (RedisClient client = RedisClient.create("redis://127.0.0.1:" + this.redisPort)) {
			return client.connect().sync().zcard("gateway:replicas");
		}
	}

}
