package io.realtimeclock.systemtests.manifests;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.models.V1Deployment;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Each object strictly matches its declared type.
 */
class ManifestTypeTests {

	private final Manifests manifests = Manifests.read();

	@Test
	void eachObjectHasOnlyFieldsThatItsTypeKnows() throws Exception {
		for (JsonNode object : this.manifests.objects()) {
			validate(object);
		}
	}

	@Test
	void aFieldThatNobodyKnowsIsNoticed() {
		Manifests broken = this.manifests.with("Deployment/ticker", "/spec/template/spec/containers/0", "memory",
				"\"1Gi\"");
		assertThatThrownBy(() -> validate(broken.find("Deployment", "ticker").orElseThrow()))
			.hasRootCauseInstanceOf(IllegalArgumentException.class)
			.hasStackTraceContaining("memory");
	}

	@Test
	void aValueOfTheWrongTypeIsNoticed() {
		Manifests broken = this.manifests.with("Deployment/ticker", "/spec/template/spec", "containers", "{}");
		assertThatThrownBy(() -> validate(broken.find("Deployment", "ticker").orElseThrow()))
			.hasRootCauseInstanceOf(IllegalArgumentException.class);
	}

	@Test
	void eachObjectSaysInALineWhatItIsFor() {
		for (Path file : Manifests.files()) {
			for (String document : Manifests.text(file).split("(?m)^---\n", -1)) {
				assertThat(document).as(file.toString()).containsPattern("(?m)^# .*\\.\napiVersion: ");
			}
		}
	}

	@Test
	void theRouteOfTheGatewayApiLeadsToTheGateways() {
		JsonNode route = Manifests.parse(List.of(Manifests.text(Path.of("..", "deploy", "gateway-api.yaml"))))
			.objects()
			.get(0);
		JsonNode ingress = this.manifests.find("Ingress", "clock").orElseThrow();
		JsonNode service = this.manifests.find("Service", "gateway").orElseThrow();
		assertThat(route.at("/metadata/namespace")).isEqualTo(service.at("/metadata/namespace"));
		assertThat(route.at("/spec/hostnames/0")).isEqualTo(ingress.at("/spec/rules/0/host"));
		assertThat(route.at("/spec/rules/0/backendRefs/0/name")).isEqualTo(service.at("/metadata/name"));
		assertThat(route.at("/spec/rules/0/backendRefs/0/port")).isEqualTo(service.at("/spec/ports/0/port"));
	}

	@Test
	void theSecretThatIsMadeByHandIsNamed() {
		assertThat(Manifests.text(Manifests.files().get(0)))
			.contains("kubectl create secret generic clock-login --namespace realtime-clock");
	}

	static void validate(JsonNode object) throws Exception {
		List<String> version = List.of(object.path("apiVersion").asString("").split("/", -1));
		String type = version.get(version.size() - 1).toUpperCase(Locale.ROOT) + object.path("kind").asString("");
		Class<?> model = Class.forName(V1Deployment.class.getPackageName() + "." + type);
		try {
			model.getMethod("validateJsonElement", JsonElement.class)
				.invoke(null, JsonParser.parseString(object.toString()));
		}
		catch (InvocationTargetException ex) {
			throw new IllegalStateException(Manifests.name(object), ex.getCause());
		}
	}

}
