package io.realtimeclock.gateway.session;

import java.time.Instant;
import java.util.concurrent.ScheduledFuture;

import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;

/** Ends a socket at the moment until which its login is good, if the login says so. */
@Component
public final class LoginEnd {

	private final TaskScheduler scheduler;

	LoginEnd(TaskScheduler scheduler) {
		this.scheduler = scheduler;
	}

	/**
	 * Close a socket when its time has come.
	 * @param end until when its login is good, {@code null} if that is not known before
	 * @param close closes the socket, on any thread
	 * @return what is to be run once the socket has gone
	 */
	public Runnable at(@Nullable Instant end, Runnable close) {
		if (end == null) {
			return () -> {
			};
		}
		ScheduledFuture<?> timer = this.scheduler.schedule(close, end);
		return () -> timer.cancel(false);
	}

}
