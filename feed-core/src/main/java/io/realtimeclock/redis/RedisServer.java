package io.realtimeclock.redis;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.lettuce.core.AbstractRedisAsyncCommands;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.RedisSocketConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** The configured server, and the address of the connection that the probe uses. */
final class RedisServer {

	private final String name;

	private final AbstractRedisClient client;

	private final Addresses addresses = new Addresses();

	/** Belongs to the probe's thread. */
	private @Nullable SocketAddress used;

	RedisServer(LettuceConnectionFactory connections) {
		this.name = nameOf(connections);
		this.client = connections.getRequiredNativeClient();
		this.client.addListener(this.addresses);
	}

	/** Return how the settings name the server. */
	static String nameOf(LettuceConnectionFactory connections) {
		RedisSentinelConfiguration sentinels = connections.getSentinelConfiguration();
		if (sentinels != null && sentinels.getMaster() != null) {
			return "the primary " + sentinels.getMaster().getName() + " of the sentinels "
					+ sentinels.getSentinels().stream().map(Object::toString).collect(Collectors.joining(","));
		}
		RedisSocketConfiguration socket = connections.getSocketConfiguration();
		return (socket != null) ? socket.getSocket() : connections.getHostName() + ":" + connections.getPort();
	}

	/**
	 * Note the connection that the probe used. A service has others, to Redis and to the
	 * sentinels, which may have been made later and lead elsewhere.
	 */
	void use(RedisConnection connection) {
		if (connection.getNativeConnection() instanceof AbstractRedisAsyncCommands<?, ?> commands) {
			SocketAddress address = this.addresses.open.get(commands.getConnection());
			if (address != null) {
				this.used = address;
			}
		}
	}

	boolean wasConnected() {
		return this.used != null;
	}

	/** Return the address of the connection last used, or the configured name. */
	String address() {
		SocketAddress address = this.used;
		if (address instanceof InetSocketAddress inet) {
			return numeric(inet);
		}
		return (address != null) ? address.toString() : this.name;
	}

	private static String numeric(InetSocketAddress address) {
		InetAddress host = address.getAddress();
		return ((host != null) ? host.getHostAddress() : address.getHostString()) + ":" + address.getPort();
	}

	void close() {
		this.client.removeListener(this.addresses);
	}

	/** The addresses of all open connections. */
	private static final class Addresses implements RedisConnectionStateListener {

		private final Map<Object, SocketAddress> open = new ConcurrentHashMap<>();

		@Override
		public void onRedisConnected(RedisChannelHandler<?, ?> connection, SocketAddress address) {
			this.open.put(connection, address);
		}

		@Override
		public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
			this.open.remove(connection);
		}

	}

}
