package io.realtimeclock.gateway;

import java.util.ArrayList;
import java.util.List;

import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.settings.SpringSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Settings that are refused before anything is made of them. {@link StartRefusalTests}
 * starts the whole gateway.
 */
@ExtendWith(OutputCaptureExtension.class)
class SettingTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			gateway.max-connections | -1 | Set a positive number.
			gateway.max-connections-per-user | 0 | Set a positive number.
			gateway.stale-after | 0s | Set a positive time
			gateway.stale-after | 200000d | Set a positive time of at most 3650d
			gateway.max-age | 100000000000d | Set a positive time of at most 3650d
			gateway.max-future-skew | 9223372036854775807s | Set a positive time of at most 3650d
			gateway.max-conections | 5 | There is no such property of gateway
			gateway.max-connections.more | 5 | There is no such property of gateway
			gateway.roles-claim | '' | Name the claim
			gateway.roles-claim | 'roles ' | Name the claim
			gateway.drain-window | -1s | Set a time from 0s to 1h
			gateway.drain-window | 1000d | Set a time from 0s to 1h
			gateway.drain-delay | -1s | Set a time from 0s to 1h
			gateway.drain-delay | 1000d | Set a time from 0s to 1h
			gateway.ping-interval | 1ms | Set a time from 100ms to 1h
			gateway.pong-timeout | 1ms | Set a time from 100ms to 1h
			gateway.stall-timeout | 1ms | Set a time from 100ms to 1h
			gateway.ping-interval | 20 seconds | Set a number with its unit
			gateway.max-connections | many | Set a whole number
			gateway.sockets-keep-session | perhaps | Set true or false
			gateway.max-connections-per-user | 2000000000 | Set at most 10000000
			gateway.max-connections-per-user-overall | -1 | Set 0 or more
			spring.session.timeout | 0 | Set a time from 2s to 3650d
			spring.session.timeout | -1s | Set a time from 2s to 3650d
			spring.session.timeout | 10ms | Set a time from 2s to 3650d
			spring.data.redis.timeout | 0s | Set a time from 1ms to 1h
			spring.data.redis.timeout | 100000000000d | Set a time from 1ms to 1h
			spring.data.redis.connect-timeout | 0s | Set a time from 1ms to 1h
			spring.data.redis.connect-timeout | 100000000000d | Set a time from 1ms to 1h
			spring.data.redis.database | -1 | Set a number from 0 on
			spring.data.redis.host | '' | Set a host's name or address
			spring.data.redis.host | 'redis ' | Set a host's name or address
			spring.data.redis.host | redis:6379 | Set a host's name or address
			spring.data.redis.host | redis://redis | Set a host's name or address
			spring.data.redis.url | redis://ann:grfg@ | Write redis://host:port
			spring.data.redis.url | redis://ann:grfg@localhost:99999 | Write redis://host:port
			spring.data.redis.url | redis://ann:grfg @localhost | Write redis://host:port
			spring.data.redis.url | http://localhost:1 | Write redis://host:port
			spring.data.redis.sentinel.nodes | localhost | Write each sentinel as host:port
			spring.data.redis.sentinel.nodes | localhost:99999 | Write each sentinel as host:port
			spring.data.redis.sentinel.nodes | '' | Write each sentinel as host:port
			gateway.allowed-origins | * | with * every page in the world could connect
			gateway.allowed-origins | https://*.example.org | with * every page in the world
			gateway.allowed-origins | null | any page can have the origin null
			gateway.allowed-origins | wall.example.org | as browsers send it: https://wall.example.org
			gateway.allowed-origins | https://wall.example.org/ | as browsers send it: https://wall.example.org
			gateway.allowed-origins | https://wall.example.org/clock | as browsers send it: https://wall.example.org
			gateway.allowed-origins | https://Wall.Example.org | as browsers send it: https://wall.example.org
			gateway.allowed-origins | https://wall.example.org:443 | as browsers send it: https://wall.example.org
			gateway.allowed-origins | wss://wall.example.org:8443 | as browsers send it: https://wall.example.org:8443
			gateway.allowed-origins | https://bücher.example | as browsers send it: https://xn--bcher-kva.example
			gateway.allowed-origins | file:///tmp | Write an origin as a scheme and a host
			server.port | 70000 | Set a port, for example 8080
			management.server.port | 70000 | Set a port of its own
			spring.data.redis.port | 70000 | Set a port, for example 6379
			spring.kafka.bootstrap-servers | '' | Write each server as host:port
			spring.kafka.bootstrap-servers | kafka | Write each server as host:port
			spring.kafka.bootstrap-servers | localhost:99999 | Write each server as host:port
			spring.kafka.security.protocol | TLS | Set one of
			spring.kafka.properties.sasl.jaas.config | grfg | Write one login module
			spring.kafka.properties.sasl.jaas.config | '' | Write one login module
			spring.kafka.properties.sasl.jaas.config | Login required | Write one login module
			spring.kafka.ssl.bundle | '' | Name a TLS bundle
			spring.data.redis.ssl.bundle | ' ' | Name a TLS bundle
			server.jetty.threads.max | 4 | Set at least 8
			server.ssl.bundle | '' | Name a TLS bundle
			spring.security.oauth2.resourceserver.jwt.issuer-uri | login.example.org | Set the provider's URL
			spring.security.oauth2.client.provider.staff.issuer-uri | ldap://example.org | Set the provider's URL
			spring.security.oauth2.client.registration.staff.client-id | '' | Set the id
			spring.ssl.bundle.pem.redis.truststore.certificate | file:/no/such.crt | Name a file of PEM certificates
			spring.ssl.bundle.pem.redis.truststore.certificate | file:/tmp | Name a file of PEM certificates
			spring.ssl.bundle.pem.web.keystore.certificate | /no/such.crt | Name a file of PEM certificates
			spring.ssl.bundle.pem.web.keystore.private-key | file:/no/such.key | Name a file with a PEM private key
			management.server.port | 8123 | Set a port of its own
			management.server.port | -1 | Set a port of its own
			clock.zone | Mars/Olympus | Set an IANA time zone name, for example Europe/Madrid
			clock.zoen | Europe/Madrid | There is no such property of clock
			clock.period | 0s | from 10ms to 1h
			server.servlet.context-path | /.. | a path that begins with a slash
			server.servlet.context-path | /a/./b | a path that begins with a slash
			server.servlet.context-path | clock | a path that begins with a slash
			gateway.failed-logins | 0 | Set a positive number.
			gateway.permit-lease | 0s | Set a time from 1s to 1h
			gateway.request-timeout | 1ms | Set a time from 100ms to 1h
			gateway.session-life | 1s | Set a time from 2s to 3650d
			gateway.stale-repeat | 1ms | Set a time from 100ms to 1h
			gateway.max-feed-memory | 0B | Set a size, for example 64MB
			gateway.feeds.prices.topic | a b | Name a Kafka topic
			gateway.feeds.prices.topic | . | Name a Kafka topic
			gateway.feeds.prices.topic | .. | Name a Kafka topic
			gateway.feeds.prices.authority | 'ROLE_TRADER ' | Name an authority
			gateway.feeds.prices.rights[0].authority | ' ' | Name an authority
			gateway.feeds.prices.stale-after | 200000d | Set a time from 100ms to 3650d
			gateway.feeds.prices.stale-after | 9223372036854775807s | Set a time from 100ms to 3650d
			gateway.feeds.prices.max-keys | -1 | Set a number from 1 to
			gateway.feeds.prices.max-keys-per-client | 0 | Set a number from 1 to
			gateway.feeds.prices.max-value-size | 2MB | Set a size from 1B to 1MB
			gateway.feeds.prices.interval | -1s | Set a time from 0s to 1h
			gateway.feeds.prices.stale-after | 0s | Set a time from 100ms to 3650d
			gateway.feeds.prices.rights[0].keys | EUR*USD | Write * at the end only
			""")
	void refusesAWrongSettingAndSaysWhatIsRight(String property, String value, String remedy, CapturedOutput output) {
		List<String> arguments = new ArrayList<>(List.of("--" + property + "=" + value));
		if (property.endsWith(".sentinel.nodes")) {
			arguments.add("--spring.data.redis.sentinel.master=clock");
		}
		if (property.endsWith(".rights[0].authority")) {
			arguments.add("--gateway.feeds.prices.rights[0].keys=EUR*");
		}
		assertRefused(arguments.toArray(String[]::new));
		assertThat(output).contains("The property " + property + " is '").contains(remedy);
		assertThat(output).doesNotContain("\tat ").doesNotContain("grfg");
	}

	@ParameterizedTest
	@CsvSource({ "time, time is the clock's own feed", "Prices, lower-case letters", "a_b, lower-case letters" })
	void refusesAFeedOfAnotherName(String name, String remedy, CapturedOutput output) {
		assertRefused("--gateway.feeds." + name + ".topic=x");
		assertThat(output).contains("The property gateway.feeds." + name + " is '").contains(remedy);
		assertThat(output).doesNotContain("\tat ");
	}

	@Test
	void refusesTwoFeedsOnOnePath(CapturedOutput output) {
		assertRefused("--gateway.feeds.fx-eu.topic=a", "--gateway.feeds.fxeu.topic=b");
		assertThat(output).containsPattern("The property gateway.feeds.fx-?eu is '…'.")
			.contains("Give the feed another name");
		assertThat(output).doesNotContain("\tat ");
	}

	@ParameterizedTest
	@CsvSource({ "spring.data.redis.sentinel.master=clock, spring.data.redis.sentinel.nodes",
			"spring.data.redis.sentinel.nodes=localhost:1, spring.data.redis.sentinel.master",
			"spring.security.oauth2.client.registration.staff.client-id=x, "
					+ "spring.security.oauth2.client.registration.staff.provider" })
	void refusesOneSettingWithoutTheOther(String setting, String missing, CapturedOutput output) {
		assertRefused("--" + setting);
		assertThat(output).contains("The property " + missing + " is not set.").doesNotContain("\tat ");
	}

	@Test
	void refusesSigningKeysThatAreNowhere(CapturedOutput output) {
		String jwt = "spring.security.oauth2.resourceserver.jwt.";
		assertRefused("--" + jwt + "audiences=clock", "--" + jwt + "jwk-set-uri=keys");
		assertThat(output).contains("The property " + jwt + "jwk-set-uri is 'keys'.").doesNotContain("\tat ");
	}

	private static void assertRefused(String... arguments) {
		List<String> all = new ArrayList<>(List.of(arguments));
		if (all.stream().noneMatch((argument) -> argument.startsWith("--server.port"))) {
			all.add("--server.port=" + (all.contains("--management.server.port=8123") ? 8123 : 0));
		}
		if (all.stream().noneMatch((argument) -> argument.startsWith("--management"))) {
			all.add("--management.server.port=0");
		}
		assertThatException().isThrownBy(() -> new SpringApplicationBuilder(Settings.class).web(WebApplicationType.NONE)
			.properties("spring.config.name=gateway-service,application")
			.run(all.toArray(String[]::new))
			.close());
	}

	/** The settings, without what is made of them. */
	@TestConfiguration
	@ConfigurationPropertiesScan
	@EnableConfigurationProperties(ClockProperties.class)
	@Import({ SpringSettings.class, StartChecks.class })
	static class Settings {

	}

}
