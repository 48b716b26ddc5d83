package io.realtimeclock.systemtests.faults;

import java.time.Duration;

import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;

/**
 * Commands of an operator or an attacker on Redis.
 */
final class RedisConsole implements AutoCloseable {

	private static final long TRIAL = 5_000_000;

	private final RedisClient client;

	private final RedisCommands<String, String> commands;

	private long turnsPerMilli;

	RedisConsole(int port) {
		this.client = RedisClient.create("redis://127.0.0.1:" + port);
		this.commands = this.client.connect().sync();
	}

	/**
	 * Block Redis for a while with a loop. Its scripts have no clock, so the number of
	 * turns is measured first.
	 */
	void keepBusy(Duration time) {
		if (this.turnsPerMilli == 0) {
			long start = System.nanoTime();
			loop(TRIAL);
			this.turnsPerMilli = TRIAL * 1_000_000 / (System.nanoTime() - start);
		}
		loop(this.turnsPerMilli * time.toMillis());
	}

	private void loop(long turns) {
		this.commands.eval("for i = 1, " + turns + " do end return 1", ScriptOutputType.INTEGER);
	}

	void configure(String setting, String value) {
		this.commands.configSet(setting, value);
	}

	/**
	 * Make it a replica; its connections stay open.
	 */
	void replicate(String address, int port) {
		this.commands.replicaof(address, port);
	}

	@Override
	public void close() {
		this.client.close();
	}

}
