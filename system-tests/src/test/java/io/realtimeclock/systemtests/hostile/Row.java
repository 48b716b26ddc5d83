package io.realtimeclock.systemtests.hostile;

/**
 * A row of the table.
 *
 * @param words describe the input
 * @param attack sends it
 * @param answer the expected response as a regular expression: a status, the status code
 * of a close frame, or {@code closed}
 */
record Row(String words, Attack attack, String answer) {

	@Override
	public String toString() {
		return this.words;
	}

	/**
	 * Sends the input and returns the response.
	 */
	@FunctionalInterface
	interface Attack {

		String on(Victim gateway) throws Exception;

	}

}
