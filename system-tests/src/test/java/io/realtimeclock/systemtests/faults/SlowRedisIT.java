package io.realtimeclock.systemtests.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

import io.realtimeclock.systemtests.Pause;
import io.realtimeclock.testsupport.FreePorts;
import org.junit.jupiter.api.Test;

/**
 * A Redis with a high latency.
 */
@FaultRows
class SlowRedisIT {

	@Test
	void twoHundredMillisecondsAnAnswer() throws IOException {
		int redisPort = FreePorts.next();
		try (Link link = new Link(redisPort);
				Cluster cluster = Cluster.on(ClusterNode.cluster(1), "slow", redisPort, (part) -> settings(part, link));
				Watch watch = cluster.watch()) {
			link.delay(200);
			Pause.of(Duration.ofSeconds(10));
			watch.awaitTicks();
			link.delay(0);
			watch.awaitTicks();
			RedisFaultsIT.unnoticed("Redis slow, 200 ms an answer, for 10 s", watch)
				.within(Duration.ofMillis(1500), "oldest live tick", watch.longest(Recording::oldestLive))
				.end();
		}
	}

	private static Map<String, String> settings(String part, Link link) {
		return part.equals("redis") ? Map.of() : Map.of("SPRING_DATA_REDIS_PORT", Integer.toString(link.port()));
	}

}
