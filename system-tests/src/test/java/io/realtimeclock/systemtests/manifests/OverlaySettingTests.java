package io.realtimeclock.systemtests.manifests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.realtimeclock.systemtests.Part;
import io.realtimeclock.systemtests.Requires;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an installation sets is set in one file for all overlays.
 */
@Requires(Part.KUBECTL)
class OverlaySettingTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path copy;

	@BeforeEach
	void copyTheFiles() throws IOException {
		for (String folder : new String[] { "k8s", "deploy" }) {
			FileSystemUtils.copyRecursively(Path.of("..", folder), this.copy.resolve(folder));
		}
	}

	@Test
	void imagesReplicasAndTheHostAreSetInOneFile() throws IOException {
		edit((text) -> text.replace("newName: realtime-clock/", "newName: registry.example.org/clock/")
			.replace("newTag: 1.0.0-SNAPSHOT", "newTag: 1.2.3")
			.replace("count: 2", "count: 3")
			.replace("/minReplicas, value: 2", "/minReplicas, value: 4")
			.replace("value: clock.example.org", "value: time.example.com"));
		for (String overlay : new String[] { "everything", "base", "strimzi" }) {
			Manifests manifests = overlay(overlay);
			assertThat(images(manifests)).contains("registry.example.org/clock/ticker:1.2.3",
					"registry.example.org/clock/gateway:1.2.3");
			assertThat(manifests.find("Deployment", "ticker").orElseThrow().at("/spec/replicas").asInt()).isEqualTo(3);
			assertThat(value(manifests, "HorizontalPodAutoscaler", "gateway", "/spec/minReplicas")).isEqualTo("4");
			assertThat(value(manifests, "Ingress", "clock", "/spec/rules/0/host")).isEqualTo("time.example.com");
		}
	}

	@Test
	void theLoginComesFromAFileAndAnotherOneRestartsTheGateways() throws IOException {
		edit((text) -> text.replaceAll("(?m)^# (secretGenerator:|  .*)$", "$1"));
		String first = secretOf("spring.security.user.name=ann\nspring.security.user.password=one\n");
		String second = secretOf("spring.security.user.name=ann\nspring.security.user.password=two\n");
		assertThat(first).startsWith("clock-login-").isNotEqualTo(second);
	}

	/**
	 * Return the name of the secret that the gateways mount.
	 */
	private String secretOf(String login) throws IOException {
		Files.writeString(this.copy.resolve("deploy/kustomize/settings/login.env"), login);
		Manifests manifests = overlay("everything");
		String name = value(manifests, "Deployment", "gateway", "/spec/template/spec/volumes/0/secret/secretName");
		assertThat(manifests.find("Secret", name).orElseThrow().path("data").propertyNames())
			.containsExactlyInAnyOrder("spring.security.user.name", "spring.security.user.password");
		return name;
	}

	private void edit(UnaryOperator<String> change) throws IOException {
		Path settings = this.copy.resolve("deploy/kustomize/settings/kustomization.yaml");
		String text = Files.readString(settings);
		assertThat(change.apply(text)).isNotEqualTo(text);
		Files.writeString(settings, change.apply(text));
	}

	private Manifests overlay(String name) {
		return Manifests.overlay(this.copy.resolve("deploy"), name);
	}

	private static Stream<String> images(Manifests manifests) {
		return manifests.workloads()
			.stream()
			.flatMap((workload) -> Manifests.containers(workload).stream())
			.map((container) -> container.path("image").asString(""));
	}

	private static String value(Manifests manifests, String kind, String name, String pointer) {
		JsonNode value = manifests.find(kind, name).orElseThrow().at(pointer);
		return value.asString();
	}

}
