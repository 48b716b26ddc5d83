package io.realtimeclock.ticker.publish;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.support.ProducerListener;

@Configuration(proxyBeanMethods = false)
class PublishConfiguration {

	/**
	 * Spring's own listener logs a stack trace for each tick that expires; the publisher
	 * says the same once every few seconds.
	 */
	@Bean
	ProducerListener<Object, Object> silentProducerListener() {
		return new ProducerListener<>() {

		};
	}

}
