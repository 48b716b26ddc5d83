package io.realtimeclock.prices;

import java.util.random.RandomGenerator;

import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.scheduling.annotation.Scheduled;

/** Publishes each symbol's price once, and then about 100 changes per second. */
final class PricePublisher {

	static final String TOPIC = "prices";

	private final KafkaTemplate<String, String> kafka;

	private final RandomWalk walk = new RandomWalk(RandomGenerator.getDefault());

	private boolean started;

	PricePublisher(KafkaTemplate<String, String> kafka) {
		this.kafka = kafka;
	}

	@Scheduled(fixedDelay = 10)
	void publish() {
		if (!this.started) {
			this.walk.all().forEach(this::send);
			this.started = true;
		}
		send(this.walk.next());
	}

	@SuppressWarnings("FutureReturnValueIgnored") // Spring logs failures
	private void send(Price price) {
		this.kafka.send(TOPIC, price.symbol(), price.toJson());
	}

}
