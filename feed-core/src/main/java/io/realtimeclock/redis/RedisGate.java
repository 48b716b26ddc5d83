package io.realtimeclock.redis;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.lettuce.core.RedisException;
import io.realtimeclock.health.DependencyHealth;
import io.realtimeclock.health.Supervisor;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Runs every command that is sent to Redis, and is the only place that knows its client's
 * exceptions. After an outage, or a few time-outs, no command is sent until
 * {@link RedisProbe} has written something again, so that no caller waits for a Redis
 * that does not answer.
 */
public final class RedisGate implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(RedisGate.class);

	private static final int TIME_OUTS = 3;

	private static final long LOG_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

	private final RedisProbe probe;

	private final AtomicInteger timeOuts = new AtomicInteger();

	private volatile @Nullable RedisFailure outage;

	private String loggedError = "";

	private long loggedErrorAt;

	// Counts the outages: the result of a command sent before one says nothing about what
	// follows
	private volatile int epoch;

	private volatile int drops;

	/**
	 * Create a gate.
	 * @param connections the connections that the commands use
	 * @param use what the service uses Redis for
	 * @param health records the probe's results
	 * @param supervisor of the probe's thread
	 */
	public RedisGate(LettuceConnectionFactory connections, RedisUse use, DependencyHealth health,
			Supervisor supervisor) {
		this.probe = new RedisProbe(this, connections, use, health, supervisor);
	}

	@Override
	public void start() {
		this.probe.start();
	}

	@Override
	public void stop() {
		this.probe.stop();
	}

	@Override
	public boolean isRunning() {
		return this.probe.isRunning();
	}

	/** Stop before the connections do, which are in phase 0. */
	@Override
	public int getPhase() {
		return 1;
	}

	/**
	 * Run commands and return their result.
	 * @param <T> the type of the result
	 * @param commands the commands
	 * @return their result
	 * @throws RedisUnavailableException if Redis does not answer, or did not before
	 * @throws RedisErrorException if Redis answered with an error
	 */
	public <T extends @Nullable Object> T call(Supplier<T> commands) {
		RedisFailure outage = this.outage;
		if (outage != null) {
			throw new RedisUnavailableException(outage.reason(), null);
		}
		int epoch = this.epoch;
		try {
			T result = commands.get();
			if (this.timeOuts.get() != 0) {
				this.timeOuts.set(0);
			}
			return result;
		}
		catch (DataAccessException | RedisException ex) {
			RedisFailure failure = RedisFailure.of(ex);
			failed(failure, epoch);
			throw translate(failure, ex);
		}
	}

	/**
	 * Run commands.
	 * @param commands the commands
	 * @throws RedisUnavailableException if Redis does not answer, or did not before
	 * @throws RedisErrorException if Redis answered with an error
	 */
	public void run(Runnable commands) {
		this.<@Nullable Void>call(() -> {
			commands.run();
			return null;
		});
	}

	/** Send a command even during an outage, and return how it failed, if it did. */
	@Nullable RedisFailure attempt(Runnable command) {
		try {
			command.run();
			return null;
		}
		catch (RuntimeException ex) {
			return RedisFailure.of(ex);
		}
	}

	/** Note that a command has failed, which opens the gate if it is an outage. */
	void failed(RedisFailure failure) {
		failed(failure, this.epoch);
	}

	private void failed(RedisFailure failure, int epoch) {
		boolean outage = switch (failure.kind()) {
			case NO_ANSWER, DEMOTED, CLUSTER -> true;
			case TIME_OUT -> this.timeOuts.incrementAndGet() >= TIME_OUTS;
			case NO_WRITES, INTERRUPTED, ERROR -> false;
		};
		if (outage) {
			open(failure, epoch);
		}
	}

	private RedisFailedException translate(RedisFailure failure, RuntimeException cause) {
		if (failure.kind() == RedisFailure.Kind.ERROR) {
			log(failure.reason());
			return new RedisErrorException(failure.reason(), cause);
		}
		return new RedisUnavailableException(failure.reason(), cause);
	}

	/** Log an error, and one that is repeated only every ten seconds. */
	private synchronized void log(String error) {
		long now = System.nanoTime();
		if (!error.equals(this.loggedError) || now - this.loggedErrorAt >= LOG_PAUSE_NANOS) {
			logger.error("Redis answered a command with the error: " + error);
			this.loggedError = error;
			this.loggedErrorAt = now;
		}
	}

	/** Send no command from now on. */
	void open(RedisFailure failure) {
		open(failure, this.epoch);
	}

	private synchronized void open(RedisFailure failure, int epoch) {
		if (epoch == this.epoch) {
			this.epoch++;
			this.outage = failure;
		}
	}

	/** Send commands again. */
	synchronized void close() {
		this.epoch++;
		this.timeOuts.set(0);
		this.outage = null;
	}

	/**
	 * Return a number that grows with each outage. After one the data in Redis can be
	 * older than before.
	 */
	public int outages() {
		return this.epoch;
	}

	/**
	 * Return how often the connection was dropped, since its server was of no use. A
	 * class with a connection of its own drops it then, too.
	 */
	public int drops() {
		return this.drops;
	}

	synchronized void connectionDropped() {
		this.drops++;
	}

	/** Return why no command is sent, {@code null} if they are. */
	@Nullable RedisFailure outage() {
		return this.outage;
	}

}
