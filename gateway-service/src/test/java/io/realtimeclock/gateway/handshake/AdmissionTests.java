package io.realtimeclock.gateway.handshake;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.gateway.fanout.Drain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpStatus.SERVICE_UNAVAILABLE;
import static org.springframework.http.HttpStatus.SWITCHING_PROTOCOLS;
import static org.springframework.http.HttpStatus.TOO_MANY_REQUESTS;

class AdmissionTests {

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final AnnotationConfigApplicationContext fanOut = fanOut();

	private final Admission admission = new Admission(this.fanOut.getBean(Drain.class), properties(), this.meters);

	@AfterEach
	void stop() {
		this.fanOut.close();
	}

	@Test
	void letsClientsInUpToTheLimitOfTheReplica() {
		for (String user : List.of("a", "b", "c")) {
			assertThat(this.admission.enter(user)).isEqualTo(SWITCHING_PROTOCOLS);
		}
		assertThat(this.admission.enter("d")).isEqualTo(SERVICE_UNAVAILABLE);
		assertThat(refused("full")).isPositive();
	}

	@Test
	void letsClientsInUpToTheLimitOfTheirUser() {
		this.admission.enter("a");
		this.admission.enter("a");
		assertThat(this.admission.enter("a")).isEqualTo(TOO_MANY_REQUESTS);
		assertThat(refused("user")).isEqualTo(1);
		assertThat(this.admission.enter("b")).as("a refused client takes no place").isEqualTo(SWITCHING_PROTOCOLS);
	}

	@Test
	void givesAPlaceToTheNextClientOnceOneHasLeft() {
		this.admission.enter("a");
		this.admission.enter("a");
		this.admission.enter("b");
		this.admission.leave("a");
		assertThat(this.admission.enter("a")).isEqualTo(SWITCHING_PROTOCOLS);
		assertThat(this.admission.enter("a")).isEqualTo(SERVICE_UNAVAILABLE);
	}

	@Test
	void letsNobodyInOnceTheGatewayStops() {
		this.fanOut.stop();
		assertThat(this.admission.enter("a")).isEqualTo(SERVICE_UNAVAILABLE);
		assertThat(refused("draining")).isEqualTo(1);
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
		letsClientsInUpToTheLimitOfTheReplica();
	}

	private void comeAndGo(String user, AtomicInteger served) {
		for (int i = 0; i < 10_000; i++) {
			if (this.admission.enter(user) == SWITCHING_PROTOCOLS) {
				served.incrementAndGet();
				this.admission.leave(user);
			}
		}
	}

	private double refused(String reason) {
		return this.meters.get("gateway.handshakes.refused").tag("reason", reason).counter().count();
	}

	private static GatewayProperties properties() {
		Duration time = Duration.ofSeconds(1);
		return new GatewayProperties("test", 3, 2, time, time, time, time, time, time, time, Duration.ZERO,
				Duration.ZERO, time, time, true, true, List.of(), Map.of());
	}

	private static AnnotationConfigApplicationContext fanOut() {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.registerBean(GatewayProperties.class, AdmissionTests::properties);
		context.registerBean(SimpleMeterRegistry.class);
		context.registerBean(JsonMapper.class, () -> new JsonMapper());
		context.registerBean(InstantSource.class, InstantSource::system);
		context.scan("io.realtimeclock.gateway.fanout");
		context.refresh();
		return context;
	}

}
