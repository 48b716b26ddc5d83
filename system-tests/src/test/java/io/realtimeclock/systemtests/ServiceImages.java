package io.realtimeclock.systemtests;

import java.util.List;
import java.util.Map;

/**
 * The images of the services, with the names that the manifests and Compose use.
 */
public final class ServiceImages {

	private static final String VERSION = "1.0.0-SNAPSHOT";

	private ServiceImages() {
	}

	/**
	 * Build both, which is quick if nothing has changed.
	 */
	public static void build() {
		for (String service : List.of("ticker", "gateway")) {
			// The engine's own builder, as BuildKit needs another program
			Docker.run(List.of("docker", "build", "--tag", "realtime-clock/" + service + ":" + VERSION,
					"../" + service + "-service"), Map.of("DOCKER_BUILDKIT", "0"));
		}
	}

}
