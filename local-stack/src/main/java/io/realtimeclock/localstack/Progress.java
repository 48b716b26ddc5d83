package io.realtimeclock.localstack;

/** What the person at the terminal reads of how a part comes along. */
record Progress(String part) {

	@SuppressWarnings("SystemOut") // this is the program's output, not its log
	void say(String what) {
		System.out.println("  %-14s %s".formatted(this.part, what));
	}

}
