package io.realtimeclock.systemtests.identity;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

import io.realtimeclock.systemtests.ServiceProcess;
import io.realtimeclock.testsupport.FreePorts;
import io.realtimeclock.testsupport.JavaProcess;
import io.realtimeclock.testsupport.Signal;
import tools.jackson.databind.json.JsonMapper;

import static org.awaitility.Awaitility.await;

/**
 * The provider in a JVM of its own.
 */
public final class ProviderProcess implements AutoCloseable {

	private final HttpClient http = HttpClient.newHttpClient();

	private final int port;

	private final JavaProcess process;

	private ProviderProcess(int port, JavaProcess process) {
		this.port = port;
		this.process = process;
	}

	/**
	 * Start it and wait until it answers.
	 * @param gatewayPort of the gateway that people log in to
	 */
	public static ProviderProcess start(int gatewayPort) {
		int port = FreePorts.next();
		JavaProcess process = JavaProcess.program("identity-provider", IdentityProvider.class.getName(),
				Integer.toString(port), Integer.toString(gatewayPort));
		ProviderProcess provider = new ProviderProcess(port, process);
		await("the provider answers").atMost(Duration.ofSeconds(90))
			.failFast("the provider has ended, see its log", () -> !process.isAlive())
			.until(() -> ServiceProcess.status(provider.uri("/.well-known/openid-configuration")) == 200);
		return provider;
	}

	public String issuer() {
		return "http://127.0.0.1:" + this.port;
	}

	URI uri(String path) {
		return URI.create(issuer() + path);
	}

	/**
	 * Return a token for a program, valid for eight seconds.
	 */
	String token() throws IOException, InterruptedException {
		String credentials = Base64.getEncoder()
			.encodeToString("program:program-secret".getBytes(StandardCharsets.US_ASCII));
		HttpRequest request = HttpRequest.newBuilder(uri("/oauth2/token"))
			.header("Authorization", "Basic " + credentials)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&scope=clock"))
			.build();
		String body = this.http.send(request, HttpResponse.BodyHandlers.ofString()).body();
		return new JsonMapper().readTree(body).path("access_token").asString();
	}

	/**
	 * Send a command to the provider.
	 * @return its response
	 */
	String control(String name) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(uri("/controls/" + name))
			.POST(HttpRequest.BodyPublishers.noBody())
			.build();
		return this.http.send(request, HttpResponse.BodyHandlers.ofString()).body();
	}

	/** Freeze: connections are accepted, but no request is answered. */
	void freeze() {
		Signal.STOP.to(this.process.pid());
	}

	void thaw() {
		Signal.CONT.to(this.process.pid());
	}

	@Override
	public void close() {
		this.process.close();
	}

}
