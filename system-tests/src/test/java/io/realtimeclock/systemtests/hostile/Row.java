package io.realtimeclock.systemtests.hostile;

/**
 * A row of the table.
 *
 * @param words what is sent, in words
 * @param attack sends it
 * @param answer what the gateway must answer, as a regular expression: a status, the
 * status code of a close frame, or {@code closed}
 */
record Row(String words, Attack attack, String answer) {

	@Override
	public String toString() {
		return this.words;
	}

	/**
	 * Sends something and says how it was answered.
	 */
	@FunctionalInterface
	interface Attack {

		String on(Victim gateway) throws Exception;

	}

}
