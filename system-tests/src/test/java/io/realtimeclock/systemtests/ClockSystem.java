package io.realtimeclock.systemtests;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.realtimeclock.testsupport.FreePorts;
import io.realtimeclock.testsupport.RedisServer;

/**
 * Two tickers and two gateways on a broker and a Redis.
 */
public final class ClockSystem implements AutoCloseable {

	public static final String USER = "demo";

	public static final String PASSWORD = "demo-password";

	private final Deque<AutoCloseable> parts = new ArrayDeque<>();

	private final String name;

	private final Addresses addresses;

	private final ServiceProcess first;

	private final ServiceProcess second;

	private ClockSystem(String name, Addresses addresses, AutoCloseable... backend) {
		this.name = name;
		this.addresses = addresses;
		for (AutoCloseable part : backend) {
			this.parts.push(part);
		}
		ServiceProcess[] services = { ticker(name + "-ticker-1", addresses), ticker(name + "-ticker-2", addresses),
				gateway(name + "-1", FreePorts.next(), addresses), gateway(name + "-2", FreePorts.next(), addresses) };
		for (ServiceProcess service : services) {
			this.parts.push(service);
		}
		this.first = services[2];
		this.second = services[3];
	}

	/**
	 * Start everything on this machine.
	 */
	static ClockSystem embedded() throws IOException {
		CompletableFuture<?> jars = CompletableFuture.allOf(ServiceProcess.prepare("ticker.jar"),
				ServiceProcess.prepare("gateway.jar"));
		int kafkaPort = FreePorts.next();
		int redisPort = FreePorts.next();
		RedisServer redis = RedisServer.start(redisPort);
		BrokerProcess broker = BrokerProcess.start(kafkaPort);
		jars.join();
		return on("embedded", Addresses.local(kafkaPort, redisPort), redis, broker);
	}

	/**
	 * Start the services on a running broker and Redis.
	 * @param backend is stopped after the services
	 */
	static ClockSystem on(String name, Addresses addresses, AutoCloseable... backend) {
		ClockSystem system = new ClockSystem(name, addresses, backend);
		try {
			system.parts.forEach((part) -> {
				if (part instanceof ServiceProcess service) {
					service.awaitReady();
				}
			});
			return system;
		}
		catch (RuntimeException ex) {
			system.close();
			throw ex;
		}
	}

	public static ServiceProcess ticker(String name, Addresses addresses) {
		return ServiceProcess.start(name, "ticker.jar", FreePorts.next(), addresses.environment());
	}

	public static ServiceProcess gateway(String replica, int port, Addresses addresses) {
		Map<String, String> environment = new HashMap<>(addresses.environment());
		environment.put("GATEWAY_REPLICA", replica);
		environment.put("SPRING_SECURITY_USER_NAME", USER);
		environment.put("SPRING_SECURITY_USER_PASSWORD", PASSWORD);
		return ServiceProcess.start("gateway-" + replica, "gateway.jar", port, environment);
	}

	/**
	 * Start one more gateway, which the caller stops.
	 */
	ServiceProcess oneMoreGateway(String replica, int port) {
		return gateway(replica, port, this.addresses);
	}

	String name() {
		return this.name;
	}

	Addresses addresses() {
		return this.addresses;
	}

	ServiceProcess first() {
		return this.first;
	}

	ServiceProcess second() {
		return this.second;
	}

	@Override
	public void close() {
		this.parts.forEach(ClockSystem::close);
	}

	private static void close(AutoCloseable part) {
		try {
			part.close();
		}
		catch (Exception ex) {
			throw new IllegalStateException(part + " does not stop", ex);
		}
	}

}
