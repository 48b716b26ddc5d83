package io.realtimeclock.systemtests.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.realtimeclock.systemtests.Part;
import io.realtimeclock.systemtests.Pause;
import io.realtimeclock.systemtests.Requires;
import io.realtimeclock.testsupport.FreePorts;
import org.junit.jupiter.api.Test;

/**
 * A broker with a full disk.
 */
@FaultRows
@Requires(Part.NAMESPACES)
class FullDiskIT {

	/**
	 * The broker ends some seconds after the disk is full, as it can't write; an operator
	 * frees space and restarts it.
	 */
	@Test
	void ofTheBroker() throws Exception {
		try (SmallDisk disk = SmallDisk.mount(64);
				Cluster cluster = Cluster.on(ClusterNode.cluster(List.of(disk.newFolder())), "disk", FreePorts.next(),
						(part) -> Map.of());
				Watch watch = cluster.watch()) {
			disk.fill();
			watch.awaitAllStale();
			Pause.of(Duration.ofSeconds(5));
			boolean ended = !cluster.broker().isAlive();
			disk.free();
			if (ended) {
				cluster.broker().start();
			}
			cluster.broker().awaitNodes(1);
			long back = System.nanoTime();
			watch.awaitTicks();
			BrokerFaultsIT.told("the broker's disk full" + (ended ? ", of which it ended" : ""), watch, back)
				.holds("no service ended", cluster.allServicesAlive())
				.end();
		}
	}

}
