package io.realtimeclock.systemtests.houserules;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files for GitHub, Renovate, editors and scanners, which run elsewhere: here only their
 * syntax is checked, and what they name.
 */
class DeliveryTests {

	private static final JsonMapper JSON = new JsonMapper();

	private static final Pattern REQUEST = Pattern.compile("(?m)^(GET|POST) \\{\\{origin}}(/[^?\\s]*)");

	@ParameterizedTest
	@ValueSource(strings = { "ci", "release" })
	void eachStepOfAWorkflowRunsACommandOrAnActionOfAVersion(String name) {
		JsonNode workflow = yaml(".github/workflows/" + name + ".yml");
		assertThat(workflow.propertyNames()).contains("name", "on", "permissions", "jobs");
		assertThat(workflow.path("jobs")).isNotEmpty().allSatisfy((job) -> {
			assertThat(job.path("runs-on").asString()).isNotEmpty();
			assertThat(job.path("timeout-minutes").asInt()).isPositive();
			assertThat(job.path("steps")).isNotEmpty()
				.allSatisfy((step) -> assertThat(step.has("run") ? "a command@v0" : step.path("uses").asString())
					.matches("[\\w /.-]+@v\\d+"));
		});
	}

	@Test
	void continuousIntegrationRunsTheScriptOfTheProject() {
		assertThat(yaml(".github/workflows/ci.yml").toString()).contains("bash .ci/run");
		assertThat(Documents.ROOT.resolve(".ci/run")).exists();
	}

	@Test
	void aReleaseHasImagesForTwoArchitecturesWithTheirParts() {
		assertThat(yaml(".github/workflows/release.yml").toString()).contains("linux/amd64,linux/arm64", "--sbom=true",
				"--provenance=mode=max", "attest-build-provenance@", "npm pack ./clock-client");
	}

	@Test
	void eachGroupOfUpdatesHasANameAndItsPackages() {
		JsonNode renovate = json("renovate.json");
		assertThat(renovate.path("extends")).isNotEmpty();
		assertThat(renovate.path("packageRules")).isNotEmpty()
			.allMatch((rule) -> rule.has("groupName") || rule.has("allowedVersions"))
			.allMatch((rule) -> rule.propertyNames().stream().anyMatch((field) -> field.startsWith("match")));
		assertThat(Documents.text(Documents.ROOT.resolve("pom.xml"))).contains("<error-prone.version>2.42.0<");
	}

	@Test
	void eachStatementOnAVulnerabilitySaysWhyTheImagesAreNotAffected() {
		JsonNode vex = json("deploy/vex.json");
		assertThat(vex.propertyNames()).contains("@context", "@id", "author", "timestamp", "version");
		assertThat(vex.path("statements")).isNotEmpty().allSatisfy((statement) -> {
			assertThat(statement.at("/vulnerability/name").asString()).matches("CVE-\\d{4}-\\d+");
			assertThat(statement.path("status").asString()).isEqualTo("not_affected");
			assertThat(statement.path("justification").asString()).isEqualTo("vulnerable_code_not_present");
			assertThat(statement.path("impact_statement").asString()).isNotEmpty();
			assertThat(statement.path("products")).extracting((product) -> product.path("@id").asString())
				.containsExactlyInAnyOrder("pkg:oci/ticker", "pkg:oci/gateway");
		});
	}

	@Test
	void theClientPackageHasTheVersionOfTheProjectAndNamesOnlyItsFiles() {
		JsonNode client = json("clock-client/package.json");
		assertThat(Documents.text(Documents.ROOT.resolve("pom.xml"))).contains(
				"<artifactId>realtime-clock</artifactId>\n\t<version>" + client.path("version").asString("") + "<");
		assertThat(client.path("files")).extracting(JsonNode::asString)
			.contains(client.at("/exports/./default").asString().substring(2),
					client.at("/exports/./types").asString().substring(2));
	}

	@Test
	void theContainerForDevelopersHasTheJavaOfTheProject() {
		JsonNode container = json(".devcontainer/devcontainer.json");
		assertThat(Documents.text(Documents.ROOT.resolve("pom.xml"))).contains("<java.version>17<");
		assertThat(container.path("image").asString()).contains("java:1-17-");
		assertThat(container.path("postCreateCommand").asString()).startsWith("mvn ");
	}

	@Test
	void theExampleRequestsAreThoseOfTheInterface() {
		Set<String> described = new TreeSet<>();
		yaml("docs/openapi.yaml").path("paths")
			.properties()
			.forEach((path) -> path.getValue()
				.propertyNames()
				.stream()
				.filter(Set.of("get", "post", "put", "delete")::contains)
				.forEach((method) -> described.add(method + " " + path.getKey())));
		Set<String> examples = new TreeSet<>();
		Matcher request = REQUEST.matcher(Documents.text(Documents.ROOT.resolve("docs/examples/requests.http")));
		while (request.find()) {
			examples
				.add(request.group(1).toLowerCase(Locale.ROOT) + " " + request.group(2).replace("{{feed}}", "{name}"));
		}
		assertThat(examples).isEqualTo(described);
	}

	private static JsonNode json(String file) {
		return JSON.readTree(Documents.text(Documents.ROOT.resolve(file)));
	}

	/**
	 * Read a file as YAML 1.2, in which {@code on} is a text.
	 */
	private static JsonNode yaml(String file) {
		String text = Documents.text(Documents.ROOT.resolve(file)).replaceFirst("(?m)^on:", "'on':");
		return JSON.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(text));
	}

}
