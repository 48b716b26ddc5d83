package io.realtimeclock.gateway;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class EnvironmentUsersTests {

	@Test
	void theNameOfAUserFromAVariableIsSaid(CapturedOutput output) {
		StandardEnvironment environment = new StandardEnvironment();
		String variables = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
		environment.getPropertySources()
			.replace(variables, new SystemEnvironmentPropertySource(variables,
					Map.of("GATEWAY_USERS_MARY_JANE", "{noop}secret", "GATEWAY_USERS_ANN", "{noop}secret")));
		ConfigurationPropertySources.attach(environment);
		StartChecks.EnvironmentUsers.log(environment);
		assertThat(output).contains("The variable GATEWAY_USERS_MARY_JANE sets the user 'mary.jane'")
			.contains("The variable GATEWAY_USERS_ANN sets the user 'ann'")
			.doesNotContain("secret");
	}

}
