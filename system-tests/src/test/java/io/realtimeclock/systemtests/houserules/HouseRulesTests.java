package io.realtimeclock.systemtests.houserules;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HouseRulesTests {

	private static final List<SourceFile> SOURCES = SourceFile.all();

	private static final List<SourceFile> CLASSES = SOURCES.stream()
		.filter((source) -> !source.isPackageInfo())
		.toList();

	/** Packages with 13 or 14 types, and why. */
	private static final Map<String, String> LARGER_PACKAGES = Map.of("io.realtimeclock.gateway.broadcast",
			"an event loop, its clients and their sockets share the state of one thread");

	@Test
	void everyPackageSaysWhatItIsForAndIsNullMarked() {
		Map<Path, String> infos = SOURCES.stream()
			.filter(SourceFile::isPackageInfo)
			.collect(Collectors.toMap(SourceFile::folder, SourceFile::text));
		Set<Path> packages = CLASSES.stream().map(SourceFile::folder).collect(Collectors.toSet());
		assertThat(infos.keySet()).isEqualTo(packages);
		assertThat(infos.values()).allSatisfy((text) -> assertThat(text)
			.containsPattern("(?s)^/\\*\\*\n \\* \\p{Lu}.*\\.\n \\*/\n@NullMarked\npackage "));
	}

	@Test
	void noPackageIsNamedAfterALayer() {
		Set<String> names = new HashSet<>();
		SOURCES.forEach((source) -> source.folder().forEach((name) -> names.add(name.toString())));
		assertThat(names).doesNotContain("util", "utils", "impl", "common", "dto", "service");
	}

	@Test
	@SuppressWarnings("SystemOut") // figures to look at
	void classesAreShort() {
		long longest = CLASSES.stream().mapToLong(SourceFile::lines).max().orElseThrow();
		System.out.printf("The longest of %d classes has %d lines%n", CLASSES.size(), longest);
		assertThat(longest).isLessThanOrEqualTo(250);
	}

	@Test
	@SuppressWarnings("SystemOut") // figures to look at
	void packagesAreSmall() {
		Map<String, Long> sizes = CLASSES.stream()
			.collect(Collectors.groupingBy(SourceFile::packageName, TreeMap::new, Collectors.counting()));
		System.out.printf("The largest of %d packages has %d types%n", sizes.size(), Collections.max(sizes.values()));
		assertThat(sizes).allSatisfy((name, size) -> assertThat(size).as(name)
			.isLessThanOrEqualTo(LARGER_PACKAGES.containsKey(name) ? 14 : 12));
		assertThat(LARGER_PACKAGES.keySet()).allSatisfy((name) -> assertThat(sizes.get(name)).isGreaterThan(12));
	}

	@Test
	@SuppressWarnings("SystemOut") // figures to look at
	void mostTypesAreTheirPackagesOwn() {
		Map<String, Double> shares = CLASSES.stream()
			.collect(Collectors.groupingBy(SourceFile::module, TreeMap::new,
					Collectors.averagingDouble((source) -> source.hasPublicType() ? 1 : 0)));
		shares.forEach((module, share) -> System.out.printf("Public types of %s: %.0f %%%n", module, share * 100));
		// Types for other modules must be public
		shares.keySet().removeAll(Set.of("feed-core", "test-support"));
		assertThat(shares).allSatisfy((module, share) -> assertThat(share).isLessThanOrEqualTo(1 / 3.0));
	}

	/**
	 * The benchmark, which is not on the class path here, checks its own.
	 */
	@Test
	void packagesAreFreeOfCycles() {
		SlicesRuleDefinition.slices()
			.assignedFrom(new ByPackage())
			.should()
			.beFreeOfCycles()
			.check(new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
				.importPackages("io.realtimeclock"));
	}

	/**
	 * The tests' class path contains the gateway's.
	 */
	@Test
	void tomcatIsNotOnTheClassPath() throws IOException {
		String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		List<String> jars = Arrays.stream(classPath.split(File.pathSeparator, -1))
			.filter((entry) -> entry.endsWith(".jar"))
			.toList();
		assertThat(jars).anyMatch((jar) -> jar.contains("jetty-server"));
		for (String jar : jars) {
			try (JarFile file = new JarFile(jar)) {
				assertThat(file.stream()).noneMatch((entry) -> entry.getName().startsWith("org/apache/catalina/"));
			}
		}
	}

	private static final class ByPackage implements SliceAssignment {

		@Override
		public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
			return SliceIdentifier.of(javaClass.getPackageName());
		}

		@Override
		public String getDescription() {
			return "packages";
		}

	}

}
