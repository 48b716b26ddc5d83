package io.realtimeclock.systemtests.houserules;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The commands of the documents are valid: each option, profile, module, service,
 * resource, port and path of a command is looked up where it is defined. Other tests run
 * the commands that can be run.
 */
class CommandTests {

	private final List<String> commands = Documents.commands();

	CommandTests() throws IOException {
	}

	@ParameterizedTest
	@MethodSource
	void whatACommandNamesIsThere(Lookup lookup) throws IOException {
		String files = Documents.texts(lookup.folder(), lookup.ending());
		assertThat(names(lookup.program() + ".*?" + lookup.named())).isNotEmpty()
			.allSatisfy((name) -> assertThat(files).containsPattern(lookup.stands().formatted(Pattern.quote(name))));
	}

	static List<Lookup> whatACommandNamesIsThere() {
		return List.of(new Lookup("mvn", " -P(\\w+)", ".", "pom.xml", "<id>%s</id>"),
				new Lookup("mvn", " -D((?:skips|logouts|fuzz|faults|history|screenshots)[.\\w]*)", "system-tests",
						".java", "\"%s\""),
				new Lookup("mvn", " -D(?:it\\.)?test=(\\w+)", ".", ".java", "class %s "),
				new Lookup("mvn", " ([\\w-]+):(?:run|apply)", ".", "pom.xml", "<artifactId>%s-maven-plugin<"),
				new Lookup("mvn", " -pl ([\\w-]+)", ".", "pom.xml", "<module>%s</module>"),
				new Lookup("mvn", " -Dspring-boot\\.run\\.profiles=(\\w+)", "local-stack", ".java", "\"%s\""),
				new Lookup("docker compose", " --profile (\\w+)", ".", "docker-compose.yml", "profiles: \\[%s]"),
				new Lookup("docker compose", " (?:exec|--scale) (\\w+)", ".", "docker-compose.yml", "\n  %s:"),
				new Lookup("docker build", " --tag (\\S+)", ".", "docker-compose.yml", "image: %s\n"),
				new Lookup("kubectl", " --namespace (\\S+)", "k8s", ".yaml", "namespace: %s\n"),
				new Lookup("kubectl", " secret generic (\\S+)", "k8s", ".yaml", "secretName: %s\n"),
				new Lookup("kubectl", " deployment/(\\S+)", "k8s", ".yaml", "name: %s\n"),
				new Lookup("benchmark/run", " (\\w+)", "benchmark", ".java", "(void|int) %s\\("),
				new Lookup("benchmark/run", " (--[\\w-]+)", "benchmark", ".java", "\"%s\""),
				new Lookup("curl", " (?:http://)?localhost:(\\d+)/", ".", ".yml", "port: %s\n"),
				new Lookup("curl", "/actuator/(\\w+)", "gateway-service", ".yml", ",%s\\b"));
	}

	/**
	 * The first option of each kind in a command.
	 */
	private List<String> names(String pattern) {
		return this.commands.stream()
			.flatMap((command) -> Pattern.compile("^" + pattern).matcher(command).results())
			.map((name) -> name.group(1))
			.distinct()
			.toList();
	}

	@Test
	void filesOfCommandsAreThere() {
		List<String> files = this.commands.stream()
			.flatMap((line) -> Pattern
				.compile("(?:-[fk] |kustomize |^cp |python3 |-jar |--tag \\S+ |^)((?:[\\w.-]+/)*[\\w.-]*[./][\\w./-]*)")
				.matcher(line)
				.results())
			.map((file) -> file.group(1))
			.toList();
		assertThat(files).hasSizeGreaterThan(5).allMatch((file) -> Files.exists(Documents.ROOT.resolve(file)));
	}

	/**
	 * A place to look up part of a command.
	 *
	 * @param program how the command begins
	 * @param named how the command names it
	 * @param folder the folder of the files
	 * @param ending how their names end
	 * @param stands the pattern in one of them
	 */
	record Lookup(String program, String named, String folder, String ending, String stands) {
	}

}
