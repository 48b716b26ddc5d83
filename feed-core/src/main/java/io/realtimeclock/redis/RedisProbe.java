package io.realtimeclock.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.realtimeclock.health.DependencyHealth;
import io.realtimeclock.health.Supervised;
import io.realtimeclock.health.Supervisor;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.SetCondition;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.types.Expiration;

/**
 * Writes a key of its own again and again, on a thread of its own. A write that fails
 * opens the {@link RedisGate} and one that succeeds closes it. During an outage the
 * connection is dropped, so that its name is resolved, and the sentinels are asked,
 * again: an open connection can lead to a server that is frozen or no longer the primary.
 */
final class RedisProbe {

	private static final Log logger = LogFactory.getLog(RedisProbe.class);

	private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

	private static final long OUTAGE_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

	/** A server that is only busy for a moment keeps its connection. */
	private static final long DROP_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(1500);

	private static final String CLUSTER_NODE = "it is a node of a cluster (cluster_enabled:1), where scripts with "
			+ "several keys fail; set spring.data.redis.host, or spring.data.redis.sentinel.*, to a server without cluster mode";

	private static final byte[] VALUE = { '1' };

	private static final Duration STOP_LIMIT = Duration.ofSeconds(3);

	private static final Expiration TIME_TO_LIVE = Expiration.seconds(10);

	private final RedisGate gate;

	private final LettuceConnectionFactory connections;

	private final RedisServer server;

	private final Supervisor supervisor;

	private final DependencyHealth health;

	private final @Nullable String consequence;

	private final byte[] key;

	private volatile @Nullable Thread thread;

	// All below belongs to the thread
	private boolean everConnected;

	private boolean dropLogged;

	private long dropAt = System.nanoTime() + DROP_AFTER_NANOS;

	RedisProbe(RedisGate gate, LettuceConnectionFactory connections, RedisUse use, DependencyHealth health,
			Supervisor supervisor) {
		this.gate = gate;
		this.connections = connections;
		this.server = new RedisServer(connections);
		this.supervisor = supervisor;
		this.key = use.key().getBytes(StandardCharsets.UTF_8);
		this.consequence = use.consequence();
		this.health = health;
	}

	void start() {
		Thread thread = new Thread(this::run, "redis-probe");
		thread.setDaemon(true);
		this.thread = thread;
		thread.start();
	}

	void stop() {
		Thread thread = this.thread;
		this.thread = null;
		Supervised.join(thread, STOP_LIMIT);
		this.server.close();
	}

	boolean isRunning() {
		return this.thread != null;
	}

	private void run() {
		Supervised life = this.supervisor.register("redis-probe", Duration.ofMinutes(1));
		try {
			while (isRunning()) {
				probe();
				life.alive();
				LockSupport.parkNanos((this.gate.outage() != null) ? OUTAGE_INTERVAL_NANOS : INTERVAL_NANOS);
			}
			life.stopped();
		}
		catch (Throwable ex) {
			life.failed(ex);
		}
	}

	private void probe() {
		RedisFailure failure = this.gate.attempt(this::write);
		if (!isRunning()) {
			return;
		}
		if (failure == null) {
			failure = connected();
		}
		else {
			failed(failure);
		}
		if (this.consequence == null) {
			return;
		}
		if (failure == null) {
			this.health.up();
		}
		else {
			this.health
				.down(this.consequence + ", trying again: " + failure.reason() + " (" + this.server.address() + ")");
		}
	}

	private void write() {
		try (RedisConnection connection = this.connections.getConnection()) {
			try {
				connection.stringCommands().set(this.key, VALUE, SetCondition.upsert(), TIME_TO_LIVE);
			}
			finally {
				this.server.use(connection);
			}
		}
	}

	private @Nullable RedisFailure connected() {
		this.dropAt = System.nanoTime() + DROP_AFTER_NANOS;
		this.dropLogged = false;
		if (this.everConnected && this.gate.outage() == null) {
			return null;
		}
		if (isClusterNode()) {
			RedisFailure failure = new RedisFailure(RedisFailure.Kind.CLUSTER, CLUSTER_NODE);
			this.gate.open(failure);
			return failure;
		}
		this.everConnected = true;
		this.gate.close();
		logger.info("Connected to Redis at " + this.server.address());
		return null;
	}

	private boolean isClusterNode() {
		Properties cluster = new Properties();
		// Without the right to ask, the first script with several keys will tell
		this.gate.attempt(() -> {
			try (RedisConnection connection = this.connections.getConnection()) {
				cluster.putAll(Objects.requireNonNull(connection.serverCommands().info("cluster")));
			}
		});
		return "1".equals(cluster.getProperty("cluster_enabled"));
	}

	private void failed(RedisFailure failure) {
		switch (failure.kind()) {
			case NO_WRITES, ERROR -> {
				// These are answered before READONLY: the server may still be a replica
				leaveUseless();
				// It answers, so that all else may work; if it does not, the next command
				// opens the gate again
				this.gate.close();
			}
			case DEMOTED -> {
				this.gate.failed(failure);
				drop(failure);
			}
			case TIME_OUT, NO_ANSWER, CLUSTER, INTERRUPTED -> {
				this.gate.failed(failure);
				if (System.nanoTime() - this.dropAt >= 0) {
					drop(failure);
				}
			}
		}
	}

	/** Drop the connection if a command found the server to be of no use. */
	private void leaveUseless() {
		RedisFailure outage = this.gate.outage();
		if (outage != null
				&& (outage.kind() == RedisFailure.Kind.DEMOTED || outage.kind() == RedisFailure.Kind.CLUSTER)) {
			drop(outage);
		}
	}

	private void drop(RedisFailure failure) {
		if (!this.dropLogged && this.server.wasConnected()) {
			logger.warn("The connection to Redis at " + this.server.address() + " is dropped and made again: "
					+ failure.reason());
			this.dropLogged = true;
		}
		this.gate.attempt(this.connections::resetConnection);
		this.gate.connectionDropped();
		this.dropAt = System.nanoTime() + DROP_AFTER_NANOS;
	}

}
