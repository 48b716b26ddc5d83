package io.realtimeclock.benchmark.peer.gateway;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import io.realtimeclock.benchmark.process.FreePorts;
import io.realtimeclock.benchmark.process.Java;
import io.realtimeclock.benchmark.process.Network;
import io.realtimeclock.benchmark.process.Parts;
import io.realtimeclock.benchmark.process.Program;
import io.realtimeclock.localstack.RedisProcess;

/** What gateways live on: a broker, a Redis and a ticker, each in its own process. */
record Backend(int kafkaPort, int redisPort) {

	static Backend start(Parts parts) throws IOException {
		Backend backend = new Backend(FreePorts.next(), FreePorts.next());
		parts.add(RedisProcess.start(backend.redisPort()));
		Broker.start(parts, backend.kafkaPort());
		int port = FreePorts.next();
		Program ticker = parts.add(Java.jar("ticker", Jars.TICKER, backend.environment(port, JvmFlags.BACKEND)));
		Network.awaitOk(port, "/readyz", ticker);
		return backend;
	}

	Map<String, String> environment(int port, Map<String, String> more) {
		Map<String, String> environment = new HashMap<>(more);
		environment.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", "localhost:" + this.kafkaPort);
		environment.put("SPRING_DATA_REDIS_HOST", "localhost");
		environment.put("SPRING_DATA_REDIS_PORT", Integer.toString(this.redisPort));
		environment.put("SERVER_PORT", Integer.toString(port));
		environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(FreePorts.next()));
		return environment;
	}

}
