package io.realtimeclock.systemtests.manifests;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import io.realtimeclock.gateway.feed.FeedsProperties;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One variable makes a feed, in Compose and in Kubernetes.
 */
class FeedVariableTests {

	private static final String TOPIC = "GATEWAY_FEEDS_PRICES_TOPIC";

	private static final Pattern COMMENT = Pattern.compile("(?m)^( +)# (GATEWAY_\\w+: .*)$");

	@Test
	void theVariableInTheCommentOfTheConfigMapMakesAFeed() {
		JsonNode gateway = Manifests.read().find("Deployment", "gateway").orElseThrow();
		JsonNode container = Manifests.containers(gateway).get(0);
		String text = Manifests.text(Manifests.files().get(0));
		assertThat(COMMENT.matcher(text).results()).hasSize(1);
		Manifests changed = Manifests.parse(List.of(COMMENT.matcher(text).replaceAll("$1$2")));
		Map<String, String> variables = new Environment(changed, container, "gateway-1", 0).variables();
		assertThat(variables).containsEntry(TOPIC, "prices").containsKey("GATEWAY_REPLICA");
		assertThat(feeds(variables)).containsExactly("prices of the topic prices");
	}

	@Test
	void composePassesTheVariablesOfAFeedOnToTheGateways() {
		JsonNode compose = new JsonMapper()
			.valueToTree(new Yaml().load(Manifests.text(Path.of("..", "docker-compose.yml"))));
		JsonNode environment = compose.at("/services/gateway/environment");
		Map<String, String> variables = new HashMap<>();
		environment.properties()
			.forEach((variable) -> variables.put(variable.getKey(), variable.getValue().asString("")));
		for (String passedOn : List.of(TOPIC, "GATEWAY_ALLOWED_ORIGINS")) {
			assertThat(environment.has(passedOn) && environment.get(passedOn).isNull())
				.as(passedOn + " has no value of its own")
				.isTrue();
		}
		variables.put(TOPIC, "prices");
		assertThat(feeds(variables)).containsExactly("prices of the topic prices");
	}

	/** As the gateway binds them. */
	private static Set<String> feeds(Map<String, String> variables) {
		MutablePropertySources sources = new MutablePropertySources();
		sources.addFirst(new SystemEnvironmentPropertySource("systemEnvironment", new HashMap<>(variables)));
		Set<String> feeds = new LinkedHashSet<>();
		new Binder(ConfigurationPropertySources.from(sources)).bind("gateway", FeedsProperties.class)
			.get()
			.feeds()
			.forEach((name, feed) -> feeds.add(name + " of the topic " + feed.topic()));
		return feeds;
	}

}
