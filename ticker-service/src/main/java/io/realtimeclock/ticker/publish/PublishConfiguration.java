package io.realtimeclock.ticker.publish;

import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.support.ProducerListener;

@Configuration(proxyBeanMethods = false)
class PublishConfiguration {

	/**
	 * A tick is delivered or expires within a second, so a longer wait is useless.
	 */
	@Bean
	DefaultKafkaProducerFactoryCustomizer quickClose() {
		return (producers) -> producers.setPhysicalCloseTimeout(2);
	}

	/**
	 * Spring's own listener logs a stack trace for each expired tick; the publisher logs
	 * it once every few seconds.
	 */
	@Bean
	ProducerListener<Object, Object> silentProducerListener() {
		return new ProducerListener<>() {

		};
	}

}
