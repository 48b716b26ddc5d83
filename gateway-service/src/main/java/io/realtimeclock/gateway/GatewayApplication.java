package io.realtimeclock.gateway;

import java.util.UUID;

import io.realtimeclock.redis.RedisUse;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Starts the gateway service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class GatewayApplication {

	/**
	 * Start the service.
	 * @param args Spring's command line arguments
	 */
	public static void main(String[] args) {
		application().run(args);
	}

	/**
	 * Return the service ready to run. Its defaults are in {@code gateway-service.yml},
	 * so that several services can share a class path; an {@code application.yml} beside
	 * the jar is read as usual.
	 * @return the application
	 */
	public static SpringApplicationBuilder application() {
		return new SpringApplicationBuilder(GatewayApplication.class)
			.properties("spring.config.name=gateway-service,application");
	}

	@Bean
	static RedisUse redisUse() {
		return new RedisUse("gateway:probe:" + UUID.randomUUID(),
				"the latest tick could not be read and nobody can log in");
	}

}
