package io.realtimeclock.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A signal to a process.
 */
public enum Signal {

	/** End at once. */
	KILL,

	/** Pause; connections stay open. */
	STOP,

	/** Continue. */
	CONT,

	/** Shut down. */
	TERM;

	/**
	 * Send this signal.
	 * @throws IllegalStateException if there is no such process
	 */
	public void to(long pid) {
		try {
			Process kill = new ProcessBuilder("kill", "-" + name(), Long.toString(pid)).inheritIO().start();
			if (kill.waitFor() != 0) {
				throw new IllegalStateException("There is no process " + pid + " to send " + this + " to");
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
