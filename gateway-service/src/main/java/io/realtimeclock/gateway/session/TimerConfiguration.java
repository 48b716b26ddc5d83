package io.realtimeclock.gateway.session;

import org.springframework.boot.task.ThreadPoolTaskSchedulerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TimerConfiguration {

	/**
	 * The timer of a socket that has gone is forgotten at once, not when its token would
	 * have been over.
	 */
	@Bean
	ThreadPoolTaskSchedulerCustomizer forgetCancelledTimers() {
		return (scheduler) -> scheduler.setRemoveOnCancelPolicy(true);
	}

}
