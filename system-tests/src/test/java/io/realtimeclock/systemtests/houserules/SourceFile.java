package io.realtimeclock.systemtests.houserules;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file of main code.
 *
 * @param module the folder of its module
 * @param path where it is
 * @param text its content
 */
record SourceFile(String module, Path path, String text) {

	private static final Pattern PUBLIC_TYPE = Pattern
		.compile("(?m)^public (?:\\w+ )*(?:class|interface|@interface|record|enum) ");

	// Surefire runs in the module's folder
	private static final Path ROOT = Path.of("..");

	static List<SourceFile> all() {
		try (Stream<Path> modules = Files.list(ROOT); Stream<Path> examples = Files.list(ROOT.resolve("examples"))) {
			return Stream.concat(modules, examples)
				.filter((module) -> Files.isDirectory(sources(module)))
				.flatMap(SourceFile::of)
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Path sources(Path module) {
		return module.resolve("src/main/java");
	}

	private static Stream<SourceFile> of(Path module) {
		try (Stream<Path> files = Files.walk(sources(module))) {
			return files.filter((file) -> file.toString().endsWith(".java"))
				.map((file) -> read(module, file))
				.toList()
				.stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static SourceFile read(Path module, Path file) {
		try {
			return new SourceFile(ROOT.relativize(module).toString(), file, Files.readString(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	boolean isPackageInfo() {
		return this.path.endsWith("package-info.java");
	}

	Path folder() {
		return this.path.resolveSibling("");
	}

	String packageName() {
		Path packages = sources(ROOT.resolve(this.module));
		return packages.relativize(this.path.resolveSibling("")).toString().replace(File.separatorChar, '.');
	}

	long lines() {
		return this.text.lines().count();
	}

	boolean hasPublicType() {
		return PUBLIC_TYPE.matcher(this.text).find();
	}

}
