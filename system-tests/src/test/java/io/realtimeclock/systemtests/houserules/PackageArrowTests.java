package io.realtimeclock.systemtests.houserules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which package of a service knows which. The picture of it in docs/architecture.md is
 * drawn here, with {@code -Ddraw=true}; without it a new arrow fails.
 */
class PackageArrowTests {

	private static final Path DOCUMENT = Path.of("..", "docs", "architecture.md");

	@ParameterizedTest
	@ValueSource(strings = { "ticker", "gateway" })
	void thePackagesKnowEachOtherAsTheDocumentShows(String service) throws IOException {
		String picture = "<!-- " + service + " -->\n```mermaid\ngraph LR\n"
				+ arrows("io.realtimeclock." + service).stream().collect(Collectors.joining("\n", "", "\n"))
				+ "```\n<!-- end -->";
		String document = Files.readString(DOCUMENT);
		if (Boolean.getBoolean("draw")) {
			document = Pattern.compile("<!-- " + service + " -->.*?<!-- end -->", Pattern.DOTALL)
				.matcher(document)
				.replaceFirst(Matcher.quoteReplacement(picture));
			Files.writeString(DOCUMENT, document);
		}
		assertThat(document).contains(picture);
	}

	/**
	 * Return the arrows between the packages below the given one.
	 */
	private static Set<String> arrows(String root) {
		Set<String> arrows = new TreeSet<>();
		for (JavaClass type : new ClassFileImporter().importPackages(root)) {
			for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
				String from = type.getPackageName();
				String to = dependency.getTargetClass().getPackageName();
				if (from.startsWith(root + ".") && to.startsWith(root + ".") && !from.equals(to)) {
					arrows.add("  " + from.substring(root.length() + 1) + " --> " + to.substring(root.length() + 1));
				}
			}
		}
		return arrows;
	}

}
