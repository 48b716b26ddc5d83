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
 * The dependencies between the packages of a service. {@code -Ddraw=true} draws the
 * picture in docs/architecture.md; without it a new arrow fails.
 */
class PackageArrowTests {

	private static final Path DOCUMENT = Path.of("..", "docs", "architecture.md");

	private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?([a-z0-9_.]+)\\.\\p{Lu}");

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
	 * The rule in {@link HouseRulesTests} reads class files alone.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "ticker", "gateway" })
	void importedConstantsMakeNoCycle(String service) {
		Set<String> arrows = arrows("io.realtimeclock." + service);
		Set<String> rest = new TreeSet<>();
		while (!rest.equals(arrows)) {
			rest = arrows;
			Set<String> sources = arrows.stream()
				.map((arrow) -> arrow.split(" --> ", 2)[0])
				.collect(Collectors.toSet());
			arrows = arrows.stream()
				.filter((arrow) -> sources.contains("  " + arrow.split(" --> ", 2)[1]))
				.collect(Collectors.toCollection(TreeSet::new));
		}
		assertThat(arrows).isEmpty();
	}

	/**
	 * Return the arrows between the packages below the given one. The compiler copies a
	 * constant of another package, so its arrow is only in the source file.
	 */
	private static Set<String> arrows(String root) {
		Set<String> arrows = new TreeSet<>();
		for (JavaClass type : new ClassFileImporter().importPackages(root)) {
			for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
				add(arrows, root, type.getPackageName(), dependency.getTargetClass().getPackageName());
			}
		}
		for (SourceFile source : SourceFile.all()) {
			Matcher imports = IMPORT.matcher(source.text());
			while (imports.find()) {
				add(arrows, root, source.packageName(), imports.group(1));
			}
		}
		return arrows;
	}

	private static void add(Set<String> arrows, String root, String from, String to) {
		if (from.startsWith(root + ".") && to.startsWith(root + ".") && !from.equals(to)) {
			arrows.add("  " + from.substring(root.length() + 1) + " --> " + to.substring(root.length() + 1));
		}
	}

}
