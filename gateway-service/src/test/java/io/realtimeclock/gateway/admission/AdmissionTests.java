package io.realtimeclock.gateway.admission;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.realtimeclock.gateway.Replica;
import io.realtimeclock.gateway.admission.Admission.Permit;
import io.realtimeclock.testsupport.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.HttpStatus.SERVICE_UNAVAILABLE;
import static org.springframework.http.HttpStatus.SWITCHING_PROTOCOLS;
import static org.springframework.http.HttpStatus.TOO_MANY_REQUESTS;

class AdmissionTests {

	private final RedisServer redis = RedisServer.start();

	private final Replica replica = Replica.start(this.redis.port(), "replica=admission", "max-connections=3",
			"max-connections-per-user=2");

	@AfterEach
	void stop() {
		this.replica.close();
		this.redis.close();
	}

	@Test
	void letsClientsInUpToTheLimitOfTheReplica() {
		for (String user : List.of("a", "b", "c")) {
			assertThat(this.replica.enter(user)).isEqualTo(SWITCHING_PROTOCOLS);
		}
		assertThat(this.replica.enter("d")).isEqualTo(SERVICE_UNAVAILABLE);
		assertThat(this.replica.refused("full")).isPositive();
	}

	@Test
	void letsClientsInUpToTheLimitOfTheirUser() {
		this.replica.enter("a");
		this.replica.enter("a");
		assertThat(this.replica.enter("a")).isEqualTo(TOO_MANY_REQUESTS);
		assertThat(this.replica.refused("user")).isEqualTo(1);
		assertThat(this.replica.enter("b")).as("a refused client takes no permit").isEqualTo(SWITCHING_PROTOCOLS);
	}

	@Test
	void givesAPlaceToTheNextClientOnceOneHasLeft() {
		Permit permit = Replica.permit("a");
		this.replica.enter(permit);
		this.replica.enter("a");
		this.replica.enter("b");
		this.replica.leave(permit);
		assertThat(this.replica.enter("a")).isEqualTo(SWITCHING_PROTOCOLS);
		assertThat(this.replica.enter("a")).isEqualTo(SERVICE_UNAVAILABLE);
	}

	@Test
	void stillCountsTheOtherClientsOfAUserOnceOneHasLeft() {
		Permit permit = Replica.permit("a");
		this.replica.enter(permit);
		this.replica.enter("a");
		this.replica.leave(permit);
		assertThat(this.replica.enter("a")).isEqualTo(SWITCHING_PROTOCOLS);
		assertThat(this.replica.enter("a")).isEqualTo(TOO_MANY_REQUESTS);
	}

	@Test
	void letsNobodyInOnceTheGatewayStops() {
		this.replica.drain();
		assertThat(this.replica.enter("a")).isEqualTo(SERVICE_UNAVAILABLE);
		assertThat(this.replica.refused("draining")).isEqualTo(1);
	}

	@Test
	void losesNoPlaceWhenManyComeAndGoAtOnce() {
		AtomicInteger served = new AtomicInteger();
		CompletableFuture
			.allOf(Stream.of("a", "b", "c", "d")
				.map((user) -> CompletableFuture.runAsync(() -> comeAndGo(user, served)))
				.toArray(CompletableFuture<?>[]::new))
			.join();
		assertThat(served).hasPositiveValue();
		await()
			.until(() -> this.replica.sockets().stream().noneMatch((socket) -> socket.replica().equals("admission")));
		letsClientsInUpToTheLimitOfTheReplica();
	}

	private void comeAndGo(String user, AtomicInteger served) {
		for (int i = 0; i < 2_000; i++) {
			Permit permit = Replica.permit(user);
			if (this.replica.enter(permit) == SWITCHING_PROTOCOLS) {
				served.incrementAndGet();
				this.replica.leave(permit);
			}
		}
	}

}
