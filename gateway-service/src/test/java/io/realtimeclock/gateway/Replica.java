package io.realtimeclock.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.realtimeclock.gateway.admission.Admission;
import io.realtimeclock.gateway.admission.ConnectionRegistry;
import io.realtimeclock.gateway.admission.ConnectionRegistry.OpenSocket;
import io.realtimeclock.gateway.admission.Permit;
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
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * What of a gateway gives permits to clients, without the rest.
 */
public final class Replica implements AutoCloseable {

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	private Replica(int redisPort, Map<String, Object> settings) {
		this.context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("settings", settings));
		this.context.registerBean(SimpleMeterRegistry.class);
		this.context.registerBean(JsonMapper.class, () -> new JsonMapper());
		this.context.registerBean(InstantSource.class, InstantSource::system);
		this.context.registerBean(LettuceConnectionFactory.class,
				() -> new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", redisPort),
						LettuceClientConfiguration.builder().commandTimeout(Duration.ofSeconds(1)).build()));
		this.context.registerBean(StringRedisTemplate.class,
				() -> new StringRedisTemplate(this.context.getBean(LettuceConnectionFactory.class)));
		this.context.registerBean(Supervisor.class, () -> new Supervisor());
		this.context.registerBean(RedisUse.class, () -> new RedisUse("gateway:probe:test", "limits of a replica hold"));
		this.context.register(Scheduling.class, RedisConfiguration.class);
		this.context.scan("io.realtimeclock.gateway.broadcast", "io.realtimeclock.gateway.admission");
		this.context.refresh();
	}

	/**
	 * Start a replica.
	 * @param settings of {@code gateway}, as {@code name=value}
	 */
	public static Replica start(int redisPort, String... settings) {
		Map<String, Object> all = new LinkedHashMap<>();
		for (String setting : settings) {
			String[] pair = setting.split("=", 2);
			all.put("gateway." + pair[0], pair[1]);
		}
		return new Replica(redisPort, all);
	}

	public static Permit permit(String user) {
		return Permit.of(user, null, "192.0.2.7", Instant.now());
	}

	public HttpStatus enter(String user) {
		return enter(permit(user));
	}

	public HttpStatus enter(Permit permit) {
		return this.context.getBean(Admission.class).enter(permit);
	}

	public void leave(Permit permit) {
		this.context.getBean(Admission.class).leave(permit);
	}

	/**
	 * Count the sockets of a session on all replicas.
	 */
	public long sockets(String session) {
		return this.context.getBean(ConnectionRegistry.class).count(List.of(session)).get(0);
	}

	public List<OpenSocket> sockets() {
		return this.context.getBean(ConnectionRegistry.class).list(null);
	}

	public double refused(String reason) {
		return this.context.getBean(SimpleMeterRegistry.class)
			.get("gateway.handshakes.refused")
			.tag("reason", reason)
			.counter()
			.count();
	}

	/**
	 * Take no more clients.
	 */
	public void drain() {
		this.context.stop();
	}

	@Override
	public void close() {
		this.context.close();
	}

	@EnableScheduling
	@ConfigurationPropertiesScan("io.realtimeclock.gateway")
	static class Scheduling {

	}

}
