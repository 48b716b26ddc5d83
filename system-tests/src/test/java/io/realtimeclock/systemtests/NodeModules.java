package io.realtimeclock.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;

import io.realtimeclock.testsupport.JavaProcess;

/**
 * Third-party JavaScript packages.
 */
final class NodeModules {

	private NodeModules() {
	}

	/**
	 * Install the packages of a {@code package.json} of the tests' resources, without
	 * running their scripts.
	 * @param name of its folder
	 * @return the folder with the packages
	 */
	static Path install(String name) throws IOException, InterruptedException {
		Path folder = Files.createDirectories(Path.of("target", name));
		Files.createDirectories(JavaProcess.LOGS);
		Files.copy(Path.of("src", "test", "resources", name, "package.json"), folder.resolve("package.json"),
				StandardCopyOption.REPLACE_EXISTING);
		Path log = JavaProcess.LOGS.resolve(name + "-npm.log");
		Process npm = new ProcessBuilder(Part.find("npm").orElseThrow().toString(), "install", "--ignore-scripts",
				"--no-package-lock", "--prefer-offline", "--no-audit", "--no-fund")
			.directory(folder.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		boolean ended = npm.waitFor(2, TimeUnit.MINUTES);
		npm.destroy();
		if (!ended || npm.exitValue() != 0) {
			throw new IllegalStateException("npm install failed, see " + log);
		}
		return folder.resolve("node_modules");
	}

}
