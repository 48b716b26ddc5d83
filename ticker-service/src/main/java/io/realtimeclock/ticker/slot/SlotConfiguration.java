package io.realtimeclock.ticker.slot;

import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;

import io.realtimeclock.settings.ClockProperties;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SlotConfiguration {

	@Bean
	InstantSource wallClock() {
		return InstantSource.system();
	}

	@Bean
	SlotTimer slotTimer(ClockProperties properties, InstantSource clock, SkippedSlots skipped) {
		return new SlotTimer(properties.grid(), clock, LockSupport::parkNanos, skipped);
	}

}
