package io.realtimeclock.systemtests.identity;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.realtimeclock.systemtests.LivenessProbe;
import io.realtimeclock.systemtests.OwnSystem;
import io.realtimeclock.systemtests.RecordingClient;
import io.realtimeclock.systemtests.ServiceProcess;
import io.realtimeclock.systemtests.Session;
import io.realtimeclock.testsupport.FreePorts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Users log in with an OpenID provider, programs with its tokens. The gateways have no
 * users of their own.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OidcLoginIT {

	private static final Duration SOON = Duration.ofSeconds(2);

	@SuppressWarnings("NullAway.Init")
	private OwnSystem system;

	@SuppressWarnings("NullAway.Init")
	private ProviderProcess provider;

	@SuppressWarnings("NullAway.Init")
	private ServiceProcess other;

	@BeforeAll
	void start() throws IOException {
		this.system = new OwnSystem("provider-1");
		this.provider = ProviderProcess.start(this.system.port());
		this.system.with(provider(this.provider.issuer()));
		this.system.startTicker();
		this.system.startGateway();
		Map<String, String> settings = new HashMap<>(this.system.addresses().environment());
		settings.putAll(provider(this.provider.issuer()));
		settings.put("GATEWAY_REPLICA", "provider-2");
		this.other = ServiceProcess.start("gateway-provider-2", "gateway.jar", FreePorts.next(), settings).awaitReady();
	}

	private static Map<String, String> provider(String issuer) {
		String client = "SPRING_SECURITY_OAUTH2_CLIENT_";
		return Map.of(client + "REGISTRATION_COMPANY_CLIENT_ID", "clock", client + "REGISTRATION_COMPANY_CLIENT_SECRET",
				"clock-secret", client + "REGISTRATION_COMPANY_SCOPE", "openid", client + "PROVIDER_COMPANY_ISSUER_URI",
				issuer, "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUER_URI", issuer,
				"SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_AUDIENCES", "program");
	}

	@AfterAll
	void stop() throws IOException {
		this.other.close();
		this.provider.close();
		this.system.close();
	}

	@Test
	void theLoginNamesTheProvider() throws Exception {
		assertThat(new Session().get(this.system.gateway(), "/login").body())
			.contains("href=\"/oauth2/authorization/company\"");
	}

	@Test
	void aPersonLogsInAndSeesTheClockOnEveryReplica() throws Exception {
		Session person = person();
		assertThat(person.get(this.system.gateway(), "/").body()).contains(IdentityProvider.PERSON);
		try (RecordingClient client = person.connect(this.other)) {
			client.awaitLive(2, Duration.ofSeconds(5));
		}
	}

	@Test
	void theLogOutEndsTheSessionHereAndLeadsToTheProviders() throws Exception {
		Session person = person();
		try (RecordingClient client = person.connect(this.other)) {
			HttpResponse<String> answer = person.submit(this.system.gateway(), "/", "/logout", "x=");
			assertThat(answer.headers().firstValue("Location")).hasValueSatisfying((location) -> assertThat(location)
				.startsWith(this.provider.issuer() + "/connect/logout?id_token_hint=")
				.contains("post_logout_redirect_uri"));
			assertThat(client.awaitClose(SOON)).isEqualTo(1008);
		}
		assertThat(person.get(this.system.gateway(), "/login").headers().firstValue("Content-Security-Policy"))
			.hasValueSatisfying(
					(policy) -> assertThat(policy).contains("form-action 'self' " + this.provider.issuer()));
	}

	@Test
	void aLogOutAtTheProviderEndsTheSocketsOfAllReplicas() throws Exception {
		Session person = person();
		try (RecordingClient here = person.connect(this.system.gateway());
				RecordingClient there = person.connect(this.other)) {
			assertThat(this.provider.control("logout")).isEqualTo("200");
			assertThat(here.awaitClose(SOON)).isEqualTo(1008);
			assertThat(there.awaitClose(SOON)).isEqualTo(1008);
		}
		assertThat(person.get(this.other, "/api/initial_state").statusCode()).isEqualTo(401);
	}

	@Test
	void aTokenOpensASocketThatEndsWithIt() throws Exception {
		try (RecordingClient client = withHeader(this.provider.token())) {
			client.awaitLive(2, Duration.ofSeconds(5));
			assertThat(client.awaitClose(Duration.ofSeconds(10))).isEqualTo(1008);
		}
	}

	@Test
	void aBrowserSendsItAsASubProtocol() throws Exception {
		try (RecordingClient client = RecordingClient.connect(this.system.port(),
				HttpClient.newHttpClient().newWebSocketBuilder().subprotocols("bearer", this.provider.token()))) {
			client.awaitLive(2, Duration.ofSeconds(5));
			assertThat(client.subprotocol()).isEqualTo("bearer");
		}
	}

	@Test
	void aTokenThatIsForgedOrOverOpensNone() throws Exception {
		String token = this.provider.token();
		int end = token.lastIndexOf('.') + 10;
		String forged = token.substring(0, end) + ((token.charAt(end) == 'A') ? 'B' : 'A') + token.substring(end + 1);
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> withHeader(forged))
			.withStackTraceContaining("401");
	}

	@Test
	void theProvidersKeyMayChangeWhileClientsAreConnected() throws Exception {
		Session person = person();
		try (RecordingClient old = person.connect(this.system.gateway())) {
			this.provider.control("rotate");
			try (RecordingClient client = withHeader(this.provider.token())) {
				client.awaitLive(2, Duration.ofSeconds(5));
			}
			int before = old.live().size();
			old.awaitLive(before + 2, Duration.ofSeconds(5));
			assertThat(person().get(this.system.gateway(), "/").body()).contains(IdentityProvider.PERSON);
		}
	}

	@Test
	@Tag("alone")
	void aProviderThatDoesNotAnswerKeepsNoProbeWaiting() throws Exception {
		// The first login loads classes
		person();
		List<Session> people = new ArrayList<>();
		List<String> callbacks = new ArrayList<>();
		for (int i = 0; i < 60; i++) {
			Session person = new Session();
			String address = person.get(this.system.gateway(), "/oauth2/authorization/company")
				.headers()
				.firstValue("Location")
				.orElseThrow();
			people.add(person);
			callbacks
				.add("/login/oauth2/code/company?code=x&state=" + address.replaceFirst(".*[?&]state=([^&]*).*", "$1"));
		}
		ScheduledExecutorService browsers = Executors.newScheduledThreadPool(60);
		this.provider.freeze();
		try (LivenessProbe probe = LivenessProbe.start(this.system.port())) {
			List<Future<Integer>> answers = new ArrayList<>();
			for (int i = 0; i < 60; i++) {
				Session person = people.get(i);
				String callback = callbacks.get(i);
				// All wait at once, but do not come at once, which takes processor time
				answers.add(browsers.schedule(() -> person.get(this.system.gateway(), callback).statusCode(), 20L * i,
						TimeUnit.MILLISECONDS));
			}
			for (Future<Integer> answer : answers) {
				assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo(503);
			}
			assertThat(probe.verdict()).isEqualTo("/livez in time");
		}
		finally {
			this.provider.thaw();
			browsers.shutdownNow();
		}
	}

	private RecordingClient withHeader(String token) {
		return RecordingClient.connect(this.system.port(),
				HttpClient.newHttpClient().newWebSocketBuilder().header("Authorization", "Bearer " + token));
	}

	/**
	 * Log in as a browser does, with the provider's form.
	 */
	private Session person() throws IOException, InterruptedException {
		Session session = new Session();
		HttpResponse<String> form = session.follow(this.system.gateway().uri("/oauth2/authorization/company"));
		HttpResponse<String> page = session.followForm(form, this.provider.uri("/login"),
				"username=%s&password=%s".formatted(IdentityProvider.PERSON, IdentityProvider.PASSWORD));
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.uri()).isEqualTo(this.system.gateway().uri("/"));
		return session;
	}

}
