package io.realtimeclock.systemtests.faults;

import java.time.Duration;
import java.util.Locale;

import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;

/**
 * What an operator, or somebody who means ill, types at Redis.
 */
final class RedisConsole implements AutoCloseable {

	private final RedisClient client;

	private final RedisCommands<String, String> commands;

	RedisConsole(int port) {
		this.client = RedisClient.create("redis://127.0.0.1:" + port);
		this.commands = this.client.connect().sync();
	}

	/**
	 * Let Redis do nothing else for a while.
	 */
	void keepBusy(Duration time) {
		String script = String.format(Locale.ROOT, "local t = os.clock() while os.clock() - t < %.3f do end return 1",
				time.toMillis() / 1000.0);
		this.commands.eval(script, ScriptOutputType.INTEGER);
	}

	void configure(String setting, String value) {
		this.commands.configSet(setting, value);
	}

	@Override
	public void close() {
		this.client.close();
	}

}
