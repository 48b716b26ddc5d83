package io.realtimeclock.health;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * An essential thread or task that reports to the {@link Supervisor} that it is alive.
 */
public final class Supervised {

	private static final Log logger = LogFactory.getLog(Supervisor.class);

	private static final String CONSEQUENCE = ", so /livez answers 503 for this service to be restarted";

	private final Supervisor supervisor;

	private final String name;

	private final Duration silenceLimit;

	private volatile @Nullable Thread sign;

	private volatile @Nullable Throwable failure;

	// All below is guarded by the supervisor's check
	private @Nullable Thread thread;

	private long silentNanos;

	private boolean silent;

	Supervised(Supervisor supervisor, String name, Duration silenceLimit) {
		this.supervisor = supervisor;
		this.name = name;
		this.silenceLimit = silenceLimit;
	}

	/** Report that the thread is alive. It costs one write to memory. */
	public void alive() {
		this.sign = Thread.currentThread();
	}

	/**
	 * Report that the thread ends, or will do no more work, because of a failure. This
	 * can't be taken back.
	 */
	public void failed(Throwable failure) {
		if (this.failure == null) {
			this.failure = failure;
			logger.error("Not alive: " + this.name + " has ended" + CONSEQUENCE, failure);
		}
	}

	/** Report an orderly end, as when the service stops. A failure stays one. */
	public void stopped() {
		if (this.failure == null) {
			this.supervisor.remove(this);
		}
	}

	/**
	 * Wait for the end of a thread that was told to stop. It is woken if it is parked.
	 * @param thread the thread, {@code null} if there is none
	 * @param limit how long to wait
	 */
	public static void join(@Nullable Thread thread, Duration limit) {
		if (thread != null) {
			LockSupport.unpark(thread);
			try {
				thread.join(limit.toMillis());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	void check(long nanosSinceLastCheck) {
		Thread seen = this.sign;
		if (seen != null) {
			this.sign = null;
			this.thread = seen;
			this.silentNanos = 0;
		}
		else {
			this.silentNanos += nanosSinceLastCheck;
		}
		boolean tooLong = this.silentNanos > this.silenceLimit.toNanos();
		if (tooLong && !this.silent && this.failure == null) {
			logger.error("Not alive: " + this.name + " " + silence() + CONSEQUENCE, whereItIs());
		}
		if (!tooLong && this.silent) {
			logger.info("Alive again: " + this.name);
		}
		this.silent = tooLong;
	}

	String name() {
		return this.name;
	}

	/** Return the problem, or {@code null} if there is none. */
	@Nullable String fault() {
		if (this.failure != null) {
			return "has ended: " + this.failure;
		}
		return this.silent ? silence() : null;
	}

	private String silence() {
		return "has shown no sign of life for " + TimeUnit.NANOSECONDS.toSeconds(this.silentNanos) + " s, its limit is "
				+ this.silenceLimit.toSeconds() + " s";
	}

	private @Nullable Throwable whereItIs() {
		if (this.thread == null) {
			return null;
		}
		Throwable position = new Throwable(this.thread + " is " + this.thread.getState() + " here");
		position.setStackTrace(this.thread.getStackTrace());
		return position;
	}

}
