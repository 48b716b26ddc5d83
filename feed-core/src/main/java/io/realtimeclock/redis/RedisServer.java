package io.realtimeclock.redis;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Set;
import java.util.stream.Collectors;

import io.lettuce.core.event.connection.ConnectedEvent;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.RedisSocketConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** The configured server, and the address of the last connection. */
final class RedisServer {

	private final String name;

	private final Disposable events;

	private volatile @Nullable SocketAddress connected;

	RedisServer(LettuceConnectionFactory connections) {
		this.name = nameOf(connections);
		Set<String> sentinels = sentinels(connections);
		this.events = connections.getRequiredNativeClient()
			.getResources()
			.eventBus()
			.get()
			.filter(ConnectedEvent.class::isInstance)
			.cast(ConnectedEvent.class)
			.map(ConnectedEvent::remoteAddress)
			// A sentinel is only asked where the server is
			.filter((address) -> !(address instanceof InetSocketAddress inet
					&& (sentinels.contains(inet.getHostString() + ":" + inet.getPort())
							|| sentinels.contains(numeric(inet)))))
			.subscribe((address) -> this.connected = address);
	}

	private static Set<String> sentinels(LettuceConnectionFactory connections) {
		RedisSentinelConfiguration settings = connections.getSentinelConfiguration();
		return (settings != null)
				? settings.getSentinels().stream().map(Object::toString).collect(Collectors.toUnmodifiableSet())
				: Set.of();
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

	boolean wasConnected() {
		return this.connected != null;
	}

	/** Return the address of the last connection, or the configured name. */
	String address() {
		SocketAddress address = this.connected;
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
		this.events.dispose();
	}

}
