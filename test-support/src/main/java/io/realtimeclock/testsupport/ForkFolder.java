package io.realtimeclock.testsupport;

import java.nio.file.Path;

/**
 * The folder of one of the JVMs that run tests of a module at the same time.
 */
public final class ForkFolder {

	private ForkFolder() {
	}

	/**
	 * Return the path of a file or folder in it, whether it exists or not.
	 */
	public static Path resolve(String name) {
		return Path.of("target", "fork-" + System.getProperty("surefire.forkNumber", "1"), name);
	}

}
