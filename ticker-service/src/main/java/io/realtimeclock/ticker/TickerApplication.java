package io.realtimeclock.ticker;

import io.realtimeclock.health.SupervisedScheduler;
import io.realtimeclock.health.Supervisor;
import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.settings.InvalidSettingException;
import io.realtimeclock.settings.SpringSettings;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.autoconfigure.metrics.DataRepositoryMetricsAutoConfiguration;
import org.springframework.boot.data.autoconfigure.web.DataWebAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.PersistenceExceptionTranslationAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.MultipartAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.boot.transaction.jta.autoconfigure.JtaAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Starts the ticker service. What Spring Boot would set up for nobody is left out: it
 * takes a tenth of the start.
 */
@SpringBootApplication(
		exclude = { DataRedisReactiveAutoConfiguration.class, DataRepositoryMetricsAutoConfiguration.class,
				DataWebAutoConfiguration.class, AopAutoConfiguration.class, MultipartAutoConfiguration.class,
				PersistenceExceptionTranslationAutoConfiguration.class, TransactionAutoConfiguration.class,
				TransactionManagerCustomizationAutoConfiguration.class, JtaAutoConfiguration.class })
@EnableScheduling
@Import({ SpringSettings.class, Supervisor.class, SupervisedScheduler.class })
@EnableConfigurationProperties({ ClockProperties.class, TickerProperties.class })
public class TickerApplication {

	TickerApplication(ClockProperties clock, TickerProperties ticker) {
		InvalidSettingException.unless(ticker.claimTimeout().compareTo(clock.period()) < 0, "ticker.claim-timeout",
				ticker.claimTimeout(), "Set a time below clock.period, which is " + clock.period().toMillis()
						+ "ms: a slot that waits for longer is missed.");
		InvalidSettingException.unless(ticker.topic().retention().compareTo(clock.period()) > 0,
				"ticker.topic.retention", ticker.topic().retention(), "Set a time above clock.period, which is "
						+ clock.period().toMillis() + "ms: the topic has to hold the newest tick.");
	}

	/**
	 * Start the service.
	 * @param args Spring's command line arguments
	 */
	public static void main(String[] args) {
		application().run(args);
	}

	/**
	 * Return the service ready to run. Its defaults stand in {@code ticker-service.yml},
	 * so that several services can share a class path; an {@code application.yml} beside
	 * the jar is read as usual.
	 * @return the application
	 */
	public static SpringApplicationBuilder application() {
		return new SpringApplicationBuilder(TickerApplication.class)
			.properties("spring.config.name=ticker-service,application");
	}

}
