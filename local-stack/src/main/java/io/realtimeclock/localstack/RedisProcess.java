package io.realtimeclock.localstack;

import redis.embedded.RedisServer;

/**
 * A running Redis server without persistence, which listens on the loopback interface.
 *
 * @param server the server, whose process also ends with this JVM
 */
public record RedisProcess(RedisServer server) implements AutoCloseable {

	/** Start a server and wait until it accepts connections. */
	public static RedisProcess start(int port) {
		RedisServer server = RedisServer.builder().bind("127.0.0.1").port(port).setting("save \"\"").build();
		server.start();
		return new RedisProcess(server);
	}

	@Override
	public void close() {
		this.server.stop();
	}

}
