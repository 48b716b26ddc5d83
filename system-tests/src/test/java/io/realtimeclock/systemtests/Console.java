package io.realtimeclock.systemtests;

/**
 * Output for the person who runs the tests.
 */
public final class Console {

	private Console() {
	}

	/**
	 * Print a report.
	 * @param lines its lines
	 */
	@SuppressWarnings("SystemOut") // a report is no log
	public static void print(String lines) {
		System.out.println(lines);
	}

}
