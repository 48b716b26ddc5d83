package io.realtimeclock.ticker;

import java.util.UUID;

import io.realtimeclock.health.DependencyHealth;
import io.realtimeclock.redis.RedisUse;
import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.settings.InvalidSettingException;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Starts the ticker service. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(TickerProperties.class)
public class TickerApplication {

	TickerApplication(ClockProperties clock, TickerProperties ticker) {
		InvalidSettingException.unless(ticker.claimTimeout().compareTo(clock.period()) < 0, "ticker.claim-timeout",
				ticker.claimTimeout(), "Set a time below clock.period, which is " + clock.period().toMillis()
						+ "ms: a slot that waits for longer is missed.");
		InvalidSettingException.unless(ticker.topic().retention().compareTo(clock.period()) > 0,
				"ticker.topic.retention", ticker.topic().retention(), "Set a time above clock.period, which is "
						+ clock.period().toMillis() + "ms: the topic has to hold the newest tick.");
	}

	/**
	 * Start the service.
	 * @param args Spring's command line arguments
	 */
	public static void main(String[] args) {
		application().run(args);
	}

	/**
	 * Return the service ready to run. Its defaults are in {@code ticker-service.yml}, so
	 * that several services can share a class path; an {@code application.yml} beside the
	 * jar is read as usual.
	 * @return the application
	 */
	public static SpringApplicationBuilder application() {
		return new SpringApplicationBuilder(TickerApplication.class)
			.properties("spring.config.name=ticker-service,application");
	}

	/** Each claim is a write, so the claims report Redis's health. */
	@Bean
	static RedisUse redisUse() {
		return new RedisUse("{time}:probe:" + UUID.randomUUID(), null);
	}

	@Bean
	static DependencyHealth clockHealthIndicator() {
		return new DependencyHealth("This machine's clock");
	}

	/** It does not affect readiness: the tickers agree without it. */
	@Bean
	static DependencyHealth redisClockHealthIndicator() {
		return new DependencyHealth("The clock of Redis's machine");
	}

}
