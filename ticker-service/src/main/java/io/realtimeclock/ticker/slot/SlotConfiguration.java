package io.realtimeclock.ticker.slot;

import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;

import io.realtimeclock.settings.ClockProperties;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SlotConfiguration {

	@Bean
	SlotTimer slotTimer(ClockProperties properties, InstantSource clock, MeterRegistry meters) {
		Counter skipped = Counter.builder("ticker.slots.skipped")
			.description("Slots that could not be met in their first half")
			.register(meters);
		return new SlotTimer(properties.grid(), clock, LockSupport::parkNanos, skipped);
	}

	@Bean
	SlotLoop slotLoop(SlotTimer timer, SlotTurn turn) {
		return new SlotLoop(timer, turn);
	}

}
