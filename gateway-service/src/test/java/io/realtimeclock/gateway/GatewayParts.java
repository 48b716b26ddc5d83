package io.realtimeclock.gateway;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.realtimeclock.health.Supervisor;
import io.realtimeclock.redis.RedisConfiguration;
import io.realtimeclock.redis.RedisUse;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Some packages of a gateway with a real Redis, without its connector and its consumer.
 */
public final class GatewayParts implements AutoCloseable {

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	/**
	 * Start the parts.
	 * @param redisPort of a Redis on this machine
	 * @param settings as {@code name=value}
	 * @param configuration what the parts need besides Redis and the gateway's settings
	 * @param packages whose beans are the parts
	 */
	public GatewayParts(int redisPort, Stream<String> settings, Class<?> configuration, String... packages) {
		Map<String, Object> values = settings.map((setting) -> setting.split("=", 2))
			.collect(Collectors.toMap((pair) -> pair[0], (pair) -> pair[1]));
		this.context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("settings", values));
		this.context.registerBean(SimpleMeterRegistry.class);
		this.context.registerBean(JsonMapper.class, () -> new JsonMapper());
		this.context.registerBean(InstantSource.class, InstantSource::system);
		this.context.registerBean(LettuceConnectionFactory.class, () -> connections(redisPort));
		this.context.registerBean(StringRedisTemplate.class,
				() -> new StringRedisTemplate(get(LettuceConnectionFactory.class)));
		this.context.registerBean(Supervisor.class, () -> new Supervisor());
		this.context.registerBean(RedisUse.class, () -> new RedisUse("gateway:probe:test", "limits of a replica hold"));
		this.context.register(GatewaySettings.class, RedisConfiguration.class, configuration);
		this.context.scan(packages);
		this.context.refresh();
	}

	/** As in a gateway, a command is rejected at once while Redis is not connected. */
	private static LettuceConnectionFactory connections(int port) {
		return new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", port),
				LettuceClientConfiguration.builder()
					.commandTimeout(Duration.ofSeconds(5))
					.clientOptions(
							ClientOptions.builder().disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS).build())
					.build());
	}

	public <T> T get(Class<T> type) {
		return this.context.getBean(type);
	}

	/** Take no more clients, as at the beginning of a shutdown. */
	public void stop() {
		this.context.stop();
	}

	@Override
	public void close() {
		this.context.close();
	}

	@ConfigurationPropertiesScan("io.realtimeclock.gateway")
	static class GatewaySettings {

	}

}
