package io.realtimeclock.systemtests.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.realtimeclock.systemtests.ClockSystem;
import io.realtimeclock.systemtests.ServiceProcess;
import io.realtimeclock.systemtests.Topic;
import io.realtimeclock.testsupport.FreePorts;
import io.realtimeclock.testsupport.RedisServer;

/**
 * Two tickers and two gateways on brokers and a Redis; each can be killed, frozen and
 * restarted.
 */
final class Cluster implements AutoCloseable {

	private final int redisPort;

	private final List<Integer> gatewayPorts = List.of(FreePorts.next(), FreePorts.next());

	private final ServiceProcess[] tickers = new ServiceProcess[2];

	private final ServiceProcess[] gateways = new ServiceProcess[2];

	private final String name;

	private final List<ClusterNode> brokers;

	private final Function<String, Map<String, String>> settings;

	private RedisServer redis;

	private Cluster(String name, List<ClusterNode> brokers, int redisPort,
			Function<String, Map<String, String>> settings) throws IOException {
		this.name = name;
		this.brokers = brokers;
		this.redisPort = redisPort;
		this.settings = settings;
		this.redis = startRedis();
	}

	/**
	 * Start everything and wait until it is ready.
	 * @param name names the logs
	 * @param settings the settings of a process such as {@code ticker-1}, beside the
	 * addresses of the others
	 */
	static Cluster start(String name, int brokers, Function<String, Map<String, String>> settings) throws IOException {
		return on(ClusterNode.cluster(brokers), name, FreePorts.next(), settings);
	}

	/**
	 * Start everything else on running brokers.
	 * @param redisPort where Redis is to listen
	 */
	static Cluster on(List<ClusterNode> brokers, String name, int redisPort,
			Function<String, Map<String, String>> settings) throws IOException {
		Cluster cluster = new Cluster(name, brokers, redisPort, settings);
		try {
			for (int i = 0; i < 2; i++) {
				cluster.startTicker(i);
				cluster.startGateway(i);
			}
			cluster.awaitReady();
			return cluster;
		}
		catch (RuntimeException ex) {
			cluster.close();
			throw ex;
		}
	}

	void startTicker(int number) {
		this.tickers[number] = ServiceProcess.start(this.name + "-ticker-" + (number + 1), "ticker.jar",
				FreePorts.next(), environment("ticker-" + (number + 1)));
	}

	void startGateway(int number) {
		String part = "gateway-" + (number + 1);
		this.gateways[number] = ServiceProcess.start(this.name + "-" + part, "gateway.jar",
				this.gatewayPorts.get(number), gatewayEnvironment(part));
	}

	/**
	 * Restart the processes that have ended.
	 */
	void restoreGateways() {
		for (int i = 0; i < 2; i++) {
			if (!this.gateways[i].isAlive()) {
				startGateway(i);
			}
		}
	}

	/**
	 * Start one more gateway, which the caller stops.
	 * @param heap the size of its heap
	 */
	ServiceProcess gatewayWithHeapOf(String heap) {
		Map<String, String> environment = gatewayEnvironment("gateway-3");
		environment.put("JDK_JAVA_OPTIONS", "-XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError -Xmx" + heap);
		return ServiceProcess.start(this.name + "-gateway-3", "gateway.jar", FreePorts.next(), environment);
	}

	private Map<String, String> gatewayEnvironment(String part) {
		Map<String, String> environment = environment(part);
		environment.put("GATEWAY_REPLICA", this.name + "-" + part);
		environment.put("GATEWAY_MAX_CONNECTIONS_PER_USER", "1000");
		environment.putIfAbsent("GATEWAY_DRAIN_WINDOW", "10s");
		environment.put("SPRING_SECURITY_USER_NAME", ClockSystem.USER);
		environment.put("SPRING_SECURITY_USER_PASSWORD", ClockSystem.PASSWORD);
		return environment;
	}

	private Map<String, String> environment(String part) {
		Map<String, String> environment = new HashMap<>();
		environment.put("SPRING_KAFKA_BOOTSTRAP_SERVERS",
				this.brokers.stream().map(ClusterNode::address).collect(Collectors.joining(",")));
		environment.put("SPRING_DATA_REDIS_PORT", Integer.toString(this.redisPort));
		environment.put("TICKER_TOPIC_REPLICATION_FACTOR", Integer.toString(this.brokers.size()));
		environment.putAll(this.settings.apply(part));
		return environment;
	}

	void awaitReady() {
		for (ServiceProcess service : services()) {
			service.awaitReady();
		}
	}

	private List<ServiceProcess> services() {
		return List.of(this.tickers[0], this.tickers[1], this.gateways[0], this.gateways[1]);
	}

	ServiceProcess ticker(int number) {
		return this.tickers[number];
	}

	ServiceProcess gateway(int number) {
		return this.gateways[number];
	}

	ClusterNode broker() {
		return this.brokers.get(0);
	}

	List<ClusterNode> brokers() {
		return this.brokers;
	}

	String addresses() {
		return this.brokers.stream().map(ClusterNode::address).collect(Collectors.joining(","));
	}

	/**
	 * Return the gateways' groups of the broker.
	 */
	Set<String> groups() {
		Set<String> groups = Topic.groupProtocols(addresses()).keySet();
		return groups.stream().filter((group) -> group.startsWith("gateway-")).collect(Collectors.toSet());
	}

	/**
	 * Return how many lines all services have logged.
	 */
	long logLines() throws IOException {
		long lines = 0;
		for (ServiceProcess service : services()) {
			lines += Files.readAllLines(service.output()).size();
		}
		return lines;
	}

	/**
	 * Tell whether each service has logged a text.
	 */
	boolean allHaveLogged(String text) throws IOException {
		for (ServiceProcess service : services()) {
			if (!Files.readString(service.output()).contains(text)) {
				return false;
			}
		}
		return true;
	}

	boolean allServicesAlive() {
		return services().stream().allMatch(ServiceProcess::isAlive);
	}

	private RedisServer startRedis() {
		return RedisServer.start("127.0.0.1", this.redisPort, this.settings.apply("redis"), "--rdb-del-sync-files",
				"yes");
	}

	RedisServer redis() {
		return this.redis;
	}

	RedisConsole redisConsole() {
		return new RedisConsole(this.redisPort);
	}

	/**
	 * Start an empty Redis in place of the ended one.
	 */
	void restartRedis() {
		this.redis.close();
		this.redis = startRedis();
	}

	/**
	 * Connect two clients to each gateway; they stay with it.
	 */
	Watch watch() {
		List<Watcher> watchers = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			int number = i;
			IntStream.range(0, 2).forEach((each) -> watchers.add(new Watcher(() -> this.gateways[number]).connect()));
		}
		return new Watch(watchers).awaitTicks();
	}

	@Override
	public void close() throws IOException {
		for (ServiceProcess[] pair : List.of(this.gateways, this.tickers)) {
			for (ServiceProcess service : pair) {
				if (service != null) {
					service.killNow();
				}
			}
		}
		this.redis.close();
		for (ClusterNode broker : this.brokers) {
			broker.close();
		}
	}

}
