package io.realtimeclock.systemtests.manifests;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each variable of our containers sets a property that exists.
 */
class ManifestSettingTests {

	/** Names that Spring Boot reads without metadata. */
	private static final Set<String> WITHOUT_METADATA = Set.of("SPRING_CONFIG_IMPORT");

	@Test
	void eachVariableOfOurContainersIsAPropertys() throws IOException {
		Set<String> known = knownVariables();
		assertThat(known).contains("GATEWAY_REPLICA", "SPRING_KAFKA_BOOTSTRAP_SERVERS");
		assertThat(variables(Manifests.read())).isNotEmpty().allSatisfy((name) -> assertThat(known).contains(name));
	}

	private static List<String> variables(Manifests manifests) {
		Stream<String> own = Stream.of("ticker", "gateway")
			.map((name) -> manifests.find("Deployment", name).orElseThrow())
			.flatMap((deployment) -> Manifests.containers(deployment).stream())
			.flatMap((container) -> Manifests.list(container.path("env")).stream())
			.map((variable) -> variable.path("name").asString(""));
		Stream<String> shared = manifests.find("ConfigMap", "clock")
			.orElseThrow()
			.path("data")
			.propertyNames()
			.stream();
		return Stream.concat(own, shared).toList();
	}

	private static Set<String> knownVariables() throws IOException {
		Set<String> known = new HashSet<>(WITHOUT_METADATA);
		for (URL metadata : Collections.list(Thread.currentThread()
			.getContextClassLoader()
			.getResources("META-INF/spring-configuration-metadata.json"))) {
			try (InputStream in = metadata.openStream()) {
				for (JsonNode property : new JsonMapper().readTree(in).path("properties").values()) {
					String name = property.path("name").asString("").toUpperCase(Locale.ROOT);
					known.add(name.replace('.', '_').replace("-", ""));
					// Spring Boot also accepts these
					known.add(name.replace('.', '_').replace('-', '_'));
				}
			}
		}
		return known;
	}

}
