package io.realtimeclock.systemtests;

/**
 * What the person who runs the tests reads.
 */
final class Console {

	private Console() {
	}

	@SuppressWarnings("SystemOut") // a report is no log
	static void print(String lines) {
		System.out.println(lines);
	}

}
