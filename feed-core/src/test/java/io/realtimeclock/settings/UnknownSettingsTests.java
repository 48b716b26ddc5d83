package io.realtimeclock.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class UnknownSettingsTests {

	@ParameterizedTest
	@ValueSource(strings = { "example.max-count", "example.maxCount", "example.names", "example.names[0]",
			"example.users.ann", "example.users", "example.topic.retention", "other.max-count", "clock.user" })
	void acceptsAPropertyThatExists(String property) {
		assertThatCode(() -> check(Map.of(property, "1"), Map.of())).doesNotThrowAnyException();
	}

	@ParameterizedTest
	@ValueSource(strings = { "example.max-cuont", "example.max-count.more", "example.name", "example.topic.retentino",
			"example.more", "clock.znoe" })
	void refusesAPropertyThatDoesNotExist(String property) {
		assertThatThrownBy(() -> check(Map.of(property, "1"), Map.of())).isInstanceOf(InvalidSettingException.class)
			.hasMessage("The property " + property + " is '…'.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "EXAMPLE_MAX_COUNT", "EXAMPLE_MAXCOUNT", "EXAMPLE_NAMES", "EXAMPLE_NAMES_0_",
			"EXAMPLE_USERS_MARY_JANE", "EXAMPLE_TOPIC_RETENTION", "CLOCK_PASSWORD", "CLOCK_TLS_PORT", "CLOCK_ZONE",
			"EXAMPLE_SERVICE_HOST", "EXAMPLE_SERVICE_PORT", "EXAMPLE_SERVICE_PORT_HTTP", "EXAMPLE_PORT",
			"EXAMPLE_PORT_8080_TCP", "EXAMPLE_PORT_8080_TCP_ADDR", "EXAMPLE_METRICS_SERVICE_HOST",
			"EXAMPLE_METRICS_PORT_53_UDP_PROTO" })
	void acceptsAVariableOfAPropertyOrOfKubernetes(String variable) {
		assertThatCode(() -> check(Map.of(), Map.of(variable, "1"))).doesNotThrowAnyException();
	}

	@Test
	void acceptsEachVariableOfDockerCompose() throws IOException {
		List<String> variables = Pattern.compile("\\bCLOCK_[A-Z_]+")
			.matcher(Files.readString(Path.of("../docker-compose.yml")))
			.results()
			.map(MatchResult::group)
			.distinct()
			.toList();
		assertThat(variables).contains("CLOCK_PASSWORD").allSatisfy(this::acceptsAVariableOfAPropertyOrOfKubernetes);
	}

	@ParameterizedTest
	@ValueSource(strings = { "EXAMPLE_MAX_CUONT", "EXAMPLE_MAX_COUNT_MORE", "EXAMPLE_TOPIC", "EXAMPLE_IMPORT",
			"CLOCK_PERIODE", "CLOCK_TLS" })
	void refusesAVariableOfNoProperty(String variable) {
		assertThatThrownBy(() -> check(Map.of(), Map.of(variable, "1"))).isInstanceOf(InvalidSettingException.class)
			.hasMessage("The property " + variable + " is '…'.");
	}

	private static void check(Map<String, Object> properties, Map<String, Object> variables) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("properties", properties));
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		beans.registerBeanDefinition("example", new RootBeanDefinition(Example.class));
		beans.registerBeanDefinition("clock", new RootBeanDefinition(ClockProperties.class));
		UnknownSettings.check(beans, environment);
	}

	@ConfigurationProperties("example")
	private record Example(int maxCount, List<String> names, Map<String, String> users, @Nullable Topic topic) {

		private record Topic(String retention) {

		}

	}

}
