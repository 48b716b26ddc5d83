package io.realtimeclock.systemtests;

/**
 * What the person who runs the tests reads.
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
