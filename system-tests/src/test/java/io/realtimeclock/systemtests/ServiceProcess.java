package io.realtimeclock.systemtests;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.realtimeclock.testsupport.FreePorts;
import io.realtimeclock.testsupport.JavaProcess;
import tools.jackson.databind.json.JsonMapper;

import static org.awaitility.Awaitility.await;

/**
 * A ticker or gateway process: the service's jar, configured with environment variables.
 */
public final class ServiceProcess implements AutoCloseable {

	private static final Duration START_LIMIT = Duration.ofSeconds(90);

	private static final JsonMapper JSON = new JsonMapper();

	private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

	private final String name;

	private final int port;

	private final int managementPort;

	private final JavaProcess process;

	private ServiceProcess(String name, int port, int managementPort, JavaProcess process) {
		this.name = name;
		this.port = port;
		this.managementPort = managementPort;
		this.process = process;
	}

	/**
	 * Start a service, without waiting for it. With flags of the test's own, as when its
	 * memory is measured, it is run as {@code java -jar}, otherwise so that it starts
	 * faster.
	 * @param name names its log
	 * @param jarProperty the system property with the path of its jar
	 */
	public static ServiceProcess start(String name, String jarProperty, int port, Map<String, String> settings) {
		String jar = jar(jarProperty);
		Map<String, String> environment = new HashMap<>(settings);
		environment.put("SERVER_PORT", Integer.toString(port));
		int managementPort = FreePorts.next();
		environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(managementPort));
		environment.putIfAbsent("GATEWAY_DRAIN_WINDOW", "1s");
		JavaProcess process = environment.containsKey("JDK_JAVA_OPTIONS") ? JavaProcess.jar(name, jar, environment)
				: JavaProcess.java(name, environment, ExtractedJar.arguments(jar));
		return new ServiceProcess(name, port, managementPort, process);
	}

	/**
	 * Do in the background what the first start of a jar needs.
	 */
	static CompletableFuture<?> prepare(String jarProperty) {
		return CompletableFuture.supplyAsync(() -> ExtractedJar.arguments(jar(jarProperty)));
	}

	private static String jar(String property) {
		String jar = System.getProperty(property);
		if (jar == null) {
			throw new IllegalStateException("Run these tests by Maven, which says where " + property + " is");
		}
		return jar;
	}

	public int port() {
		return this.port;
	}

	public long pid() {
		return this.process.pid();
	}

	public Path output() {
		return this.process.output();
	}

	public boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * Return the value of a gauge or a counter.
	 */
	public double metric(String metric) throws IOException, InterruptedException {
		String body = management("/actuator/metrics/" + metric);
		return JSON.readTree(body).path("measurements").path(0).path("value").doubleValue();
	}

	/**
	 * Return the response of a path on the management port.
	 */
	public String management(String path) throws IOException, InterruptedException {
		return HTTP.send(managementRequest(path).build(), HttpResponse.BodyHandlers.ofString()).body();
	}

	/**
	 * Return the status of a DELETE on the management port.
	 */
	public int delete(String path) throws IOException, InterruptedException {
		return HTTP.send(managementRequest(path).DELETE().build(), HttpResponse.BodyHandlers.discarding()).statusCode();
	}

	private HttpRequest.Builder managementRequest(String path) {
		URI uri = URI.create("http://localhost:" + this.managementPort + path);
		return HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5));
	}

	public URI uri(String path) {
		return URI.create("http://localhost:" + this.port + path);
	}

	/**
	 * Return the status of a GET, or 0 without a response.
	 */
	public int status(String path) {
		return status(uri(path));
	}

	/**
	 * Return the status of a GET, or 0 without a response.
	 */
	public static int status(URI uri) {
		HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
		try {
			return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
		}
		catch (IOException ex) {
			return 0;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return 0;
		}
	}

	public ServiceProcess awaitStatus(String path, int status) {
		await(this.name + " answers " + path + " with " + status).atMost(START_LIMIT)
			.pollInterval(Duration.ofMillis(50))
			.failFast(this.name + " has ended, see its log", () -> !this.process.isAlive())
			.until(() -> status(path) == status);
		return this;
	}

	public ServiceProcess awaitReady() {
		return awaitStatus("/readyz", 200);
	}

	/**
	 * Kill it, and wait until it has ended.
	 */
	public void killNow() {
		this.process.killNow();
	}

	/**
	 * Wait until it ends by itself.
	 * @param seconds how long
	 */
	public void awaitEnd(long seconds) throws InterruptedException {
		this.process.await(seconds);
	}

	@Override
	public void close() {
		this.process.close();
	}

	@Override
	public String toString() {
		return this.name;
	}

}
