package io.realtimeclock.prices;

import org.apache.kafka.clients.admin.NewTopic;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Starts the producer and the page. Only Kafka is auto-configured because the local stack
 * has the gateway on the same class path.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration(KafkaAutoConfiguration.class)
@EnableScheduling
@EnableConfigurationProperties(PricesProperties.class)
@Import({ PricePublisher.class, PricePage.class })
public class PricesApplication {

	/**
	 * Start the example.
	 * @param args settings such as {@code --prices.gateway=https://clock.example.org}
	 */
	public static void main(String[] args) {
		application().run(args);
	}

	/**
	 * Return the example ready to run.
	 * @return the application
	 */
	public static SpringApplicationBuilder application() {
		return new SpringApplicationBuilder(PricesApplication.class).web(WebApplicationType.NONE)
			.properties("spring.config.name=prices,application");
	}

	/** Compacted, so that Kafka keeps the newest price of each symbol. */
	@Bean
	NewTopic topic() {
		return TopicBuilder.name(PricePublisher.TOPIC).compact().build();
	}

}
