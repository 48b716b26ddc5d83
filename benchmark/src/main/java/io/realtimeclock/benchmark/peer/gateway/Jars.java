package io.realtimeclock.benchmark.peer.gateway;

import java.nio.file.Path;

/** Our services as they are shipped. */
final class Jars {

	static final Path TICKER = Path.of("..", "ticker-service", "target", "ticker-service.jar");

	static final Path GATEWAY = Path.of("..", "gateway-service", "target", "gateway-service.jar");

	private Jars() {
	}

}
