package io.realtimeclock.ticker.claim;

import java.time.Duration;

import io.lettuce.core.resource.Delay;

import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RedisClientConfiguration {

	/** Lettuce's own back-off grows to half a minute, during which nobody is elected. */
	@Bean
	ClientResourcesBuilderCustomizer quickReconnect() {
		return (resources) -> resources.reconnectDelay(Delay.constant(Duration.ofMillis(250)));
	}

}
