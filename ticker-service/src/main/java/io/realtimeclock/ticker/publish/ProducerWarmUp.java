package io.realtimeclock.ticker.publish;

import io.realtimeclock.tick.TickNames;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Creates the producer while the rest of the service still starts, as a slot is too short
 * for it.
 */
@Component
final class ProducerWarmUp implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(ProducerWarmUp.class);

	private final KafkaTemplate<String, byte[]> kafka;

	ProducerWarmUp(KafkaTemplate<String, byte[]> kafka) {
		this.kafka = kafka;
	}

	@Override
	public void afterSingletonsInstantiated() {
		new Thread(this::connect, "producer").start();
	}

	private void connect() {
		try {
			this.kafka.partitionsFor(TickNames.TOPIC);
		}
		catch (RuntimeException ex) {
			logger.debug("Kafka is not there yet; the first tick will say so", ex);
		}
	}

}
