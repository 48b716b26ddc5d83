package io.realtimeclock.localstack;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A Redis server that keeps everything in memory, and its program until it stops. */
public final class RedisProcess implements AutoCloseable {

	private static final Duration START_LIMIT = Duration.ofSeconds(10);

	private final RedisProgram program;

	private final Process process;

	private RedisProcess(RedisProgram program, Process process) {
		this.program = program;
		this.process = process;
	}

	/**
	 * Start a server on the loopback interface and wait until it listens.
	 * @throws IOException if it does not start
	 */
	public static RedisProcess start(int port) throws IOException {
		RedisProgram program = RedisProgram.unpack();
		RedisProcess redis = new RedisProcess(program, program.start(port));
		redis.awaitListening(new Port(port));
		return redis;
	}

	/** Return the process, to be paused or killed in tests. */
	public ProcessHandle handle() {
		return this.process.toHandle();
	}

	private void awaitListening(Port port) throws IOException {
		long end = System.nanoTime() + START_LIMIT.toNanos();
		while (!port.isListening()) {
			if (!this.process.isAlive() || System.nanoTime() > end) {
				close();
				throw new IOException("Redis does not listen on port " + port.number());
			}
			LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
		}
	}

	@Override
	public void close() throws IOException {
		this.process.destroy();
		try {
			if (!this.process.waitFor(2, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.program.delete();
	}

}
