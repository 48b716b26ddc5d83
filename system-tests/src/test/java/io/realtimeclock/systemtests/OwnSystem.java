package io.realtimeclock.systemtests;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import io.realtimeclock.testsupport.FreePorts;
import io.realtimeclock.testsupport.RedisServer;
import org.jspecify.annotations.Nullable;

/**
 * A ticker and a gateway on a broker and a Redis for one test, which may kill and restart
 * the services.
 */
public final class OwnSystem implements AutoCloseable {

	private final String name;

	private final Map<String, String> settings = new HashMap<>();

	private final int port = FreePorts.next();

	private final Addresses addresses;

	private final RedisServer redis;

	private final BrokerProcess broker;

	private @Nullable ServiceProcess ticker;

	private @Nullable ServiceProcess gateway;

	/**
	 * Start the broker and Redis.
	 * @param name begins the names of the services
	 */
	public OwnSystem(String name) throws IOException {
		int kafkaPort = FreePorts.next();
		int redisPort = FreePorts.next();
		this.name = name;
		this.addresses = Addresses.local(kafkaPort, redisPort);
		this.settings.putAll(this.addresses.environment());
		this.settings.put("GATEWAY_REPLICA", name);
		this.redis = RedisServer.start(redisPort);
		this.broker = BrokerProcess.start(kafkaPort);
	}

	/**
	 * Start all of it, with the user of {@link Session}.
	 */
	public static OwnSystem running(String name, Map<String, String> settings) throws IOException {
		OwnSystem system = new OwnSystem(name).withUser().with(settings);
		system.startTicker();
		system.startGateway();
		return system;
	}

	/**
	 * Set environment variables for services that start later.
	 */
	public OwnSystem with(Map<String, String> settings) {
		this.settings.putAll(settings);
		return this;
	}

	public OwnSystem withUser() {
		return with(Map.of("SPRING_SECURITY_USER_NAME", ClockSystem.USER, "SPRING_SECURITY_USER_PASSWORD",
				ClockSystem.PASSWORD));
	}

	public Addresses addresses() {
		return this.addresses;
	}

	public int port() {
		return this.port;
	}

	public ServiceProcess ticker() {
		return Objects.requireNonNull(this.ticker);
	}

	public ServiceProcess gateway() {
		return Objects.requireNonNull(this.gateway);
	}

	/**
	 * Start or restart the ticker, and wait until it is ready.
	 */
	public void startTicker() {
		stop(this.ticker);
		this.ticker = ServiceProcess.start(this.name + "-ticker", "ticker.jar", FreePorts.next(), this.settings)
			.awaitReady();
	}

	/**
	 * Start or restart the gateway, and wait until it is ready.
	 */
	public void startGateway() {
		beginGateway().awaitReady();
	}

	/**
	 * Start or restart the gateway.
	 */
	ServiceProcess beginGateway() {
		stop(this.gateway);
		this.gateway = ServiceProcess.start("gateway-" + this.name, "gateway.jar", this.port, this.settings);
		return this.gateway;
	}

	/**
	 * Start one more gateway, without waiting for it; the caller stops it.
	 */
	ServiceProcess oneMoreGateway(String replica, int otherPort) {
		Map<String, String> own = new HashMap<>(this.settings);
		own.put("GATEWAY_REPLICA", replica);
		return ServiceProcess.start("gateway-" + replica, "gateway.jar", otherPort, own);
	}

	private static void stop(@Nullable ServiceProcess service) {
		if (service != null) {
			service.close();
		}
	}

	@Override
	public void close() throws IOException {
		stop(this.gateway);
		stop(this.ticker);
		this.broker.close();
		this.redis.close();
	}

}
