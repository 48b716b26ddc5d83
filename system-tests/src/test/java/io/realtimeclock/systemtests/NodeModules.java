package io.realtimeclock.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.realtimeclock.testsupport.ForkFolder;
import io.realtimeclock.testsupport.JavaProcess;
import tools.jackson.databind.json.JsonMapper;

/**
 * JavaScript packages, installed with npm.
 */
public final class NodeModules {

	private NodeModules() {
	}

	/**
	 * Install the packages of a {@code package.json} of the tests' resources, without
	 * running their scripts.
	 * @param name of its folder
	 * @return the folder with the packages
	 */
	public static Path install(String name) throws IOException, InterruptedException {
		Path folder = Files.createDirectories(ForkFolder.resolve(name));
		Files.createDirectories(JavaProcess.LOGS);
		Files.copy(Path.of("src", "test", "resources", name, "package.json"), folder.resolve("package.json"),
				StandardCopyOption.REPLACE_EXISTING);
		npm(folder, "install", "--ignore-scripts", "--no-package-lock", "--prefer-offline", "--no-audit", "--no-fund");
		return folder.resolve("node_modules");
	}

	/**
	 * Pack the folder {@code clock-client}, and install the archive elsewhere.
	 * @return the folder with {@code node_modules}
	 */
	static Path installClockClient() throws IOException, InterruptedException {
		Path folder = Files.createDirectories(ForkFolder.resolve("clock-client").toAbsolutePath());
		Files.createDirectories(JavaProcess.LOGS);
		npm(Path.of("..", "clock-client"), "pack", "--pack-destination", folder.toString());
		Files.writeString(folder.resolve("package.json"), "{\"private\":true}");
		String version = new JsonMapper().readTree(Path.of("..", "clock-client", "package.json").toFile())
			.path("version")
			.asString();
		npm(folder, "install", "--no-package-lock", "--offline", "--no-audit", "--no-fund",
				"./realtime-clock-client-" + version + ".tgz");
		return folder;
	}

	private static void npm(Path folder, String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(Part.find("npm").orElseThrow().toString()));
		command.addAll(List.of(arguments));
		Path log = JavaProcess.LOGS.resolve(folder.getFileName() + "-npm-" + arguments[0] + ".log");
		Process npm = new ProcessBuilder(command).directory(folder.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		boolean ended = npm.waitFor(2, TimeUnit.MINUTES);
		npm.destroy();
		if (!ended || npm.exitValue() != 0) {
			throw new IllegalStateException("npm " + arguments[0] + " failed, see " + log);
		}
	}

}
