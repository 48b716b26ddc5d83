package io.realtimeclock.redis;

import java.time.Duration;

import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.resource.Delay;
import io.netty.resolver.DefaultAddressResolverGroup;
import io.realtimeclock.health.DependencyHealth;
import io.realtimeclock.health.Supervisor;
import io.realtimeclock.settings.InvalidSettingException;

import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** The client of Redis with the gate before it. A service adds its {@link RedisUse}. */
@Configuration(proxyBeanMethods = false)
public class RedisConfiguration {

	@Bean
	RedisGate redisGate(LettuceConnectionFactory connections, RedisUse use, DependencyHealth redisHealthIndicator,
			Supervisor supervisor) {
		RedisClusterConfiguration cluster = connections.getClusterConfiguration();
		InvalidSettingException.unless(cluster == null, "spring.data.redis.cluster.nodes",
				(cluster != null) ? cluster.getClusterNodes() : "",
				"Redis Cluster is not supported, as scripts use several keys: set spring.data.redis.host, or "
						+ "spring.data.redis.sentinel.master and .nodes.");
		return new RedisGate(connections, use, redisHealthIndicator, supervisor);
	}

	@Bean
	DependencyHealth redisHealthIndicator(LettuceConnectionFactory connections) {
		return new DependencyHealth("Redis at " + RedisServer.nameOf(connections));
	}

	/**
	 * Lettuce's own back-off grows to half a minute, and its own resolver keeps an
	 * address for as long as the DNS server says. {@link NameLookups} limits that of the
	 * JVM.
	 */
	@Bean
	ClientResourcesBuilderCustomizer quickReconnect() {
		return (resources) -> resources.reconnectDelay(Delay.constant(Duration.ofMillis(250)))
			.addressResolverGroup(DefaultAddressResolverGroup.INSTANCE);
	}

	/**
	 * Reject commands while disconnected; a queued one would be sent after its caller
	 * gave up.
	 */
	@Bean
	LettuceClientOptionsBuilderCustomizer rejectWhileDisconnected() {
		return (options) -> options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS);
	}

}
