package io.realtimeclock.ticker.publish;

import io.realtimeclock.tick.TickNames;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.producer.Producer;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.ProducerListener;

@Configuration(proxyBeanMethods = false)
class PublishConfiguration {

	private static final Log logger = LogFactory.getLog(PublishConfiguration.class);

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

	/**
	 * Create the producer while the rest of the service still starts, as a slot is too
	 * short for it.
	 */
	@Bean
	SmartInitializingSingleton producerWarmUp(KafkaTemplate<String, byte[]> kafka, TimeTopic topic) {
		return () -> new Thread(() -> connect(kafka, topic), "producer").start();
	}

	private static void connect(KafkaTemplate<String, byte[]> kafka, TimeTopic topic) {
		try {
			Producer<String, byte[]> producer = kafka.getProducerFactory().createProducer();
			topic.awaitFound();
			producer.partitionsFor(TickNames.TOPIC);
		}
		catch (RuntimeException ex) {
			logger.debug("Kafka is not there yet; the first tick will say so", ex);
		}
	}

}
