package io.realtimeclock.gateway.feed;

import java.time.Duration;
import java.time.InstantSource;

import io.lettuce.core.resource.Delay;

import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FeedConfiguration {

	@Bean
	InstantSource wallClock() {
		return InstantSource.system();
	}

	/**
	 * Lettuce's own back-off grows to half a minute, during which nobody can log in.
	 */
	@Bean
	ClientResourcesBuilderCustomizer quickReconnect() {
		return (resources) -> resources.reconnectDelay(Delay.constant(Duration.ofMillis(250)));
	}

}
