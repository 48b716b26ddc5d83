package io.realtimeclock.gateway.handshake;

import io.realtimeclock.gateway.fanout.CloseCode;
import io.realtimeclock.gateway.fanout.Membership;
import org.jspecify.annotations.Nullable;

/**
 * A client from the moment it has a place until it has gone. Its session may end, and it
 * may go, before or after it has joined the others.
 */
final class Visit {

	private final Runnable leave;

	private @Nullable Membership membership;

	private @Nullable Runnable forget;

	private boolean sessionEnded;

	private boolean gone;

	/**
	 * Begin a visit.
	 * @param leave gives the place back
	 */
	Visit(Runnable leave) {
		this.leave = leave;
	}

	/**
	 * Set what is to be run, too, when the client has gone.
	 */
	synchronized void whenGone(Runnable forget) {
		this.forget = forget;
		if (this.gone) {
			forget.run();
		}
	}

	synchronized void joined(Membership membership) {
		this.membership = membership;
		if (this.sessionEnded) {
			close(membership);
		}
	}

	synchronized void sessionEnded() {
		this.sessionEnded = true;
		if (this.membership != null) {
			close(this.membership);
		}
	}

	private static void close(Membership membership) {
		membership.close(CloseCode.POLICY_VIOLATION, "session ended");
	}

	synchronized void gone() {
		if (this.gone) {
			return;
		}
		this.gone = true;
		this.leave.run();
		if (this.forget != null) {
			this.forget.run();
		}
	}

}
