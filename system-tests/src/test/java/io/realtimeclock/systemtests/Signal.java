package io.realtimeclock.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What is done to a process, by its id.
 */
public enum Signal {

	/** End at once, without a word. */
	KILL,

	/** Stand still; connections stay open. */
	STOP,

	/** Go on. */
	CONT,

	/** End in good order. */
	TERM;

	public void to(long pid) {
		try {
			Process kill = new ProcessBuilder("kill", "-" + name(), Long.toString(pid)).inheritIO().start();
			if (kill.waitFor() != 0) {
				throw new IllegalStateException("There is no process " + pid + " to be sent " + this);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
