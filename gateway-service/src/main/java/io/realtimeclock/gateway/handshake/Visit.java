package io.realtimeclock.gateway.handshake;

import io.realtimeclock.gateway.fanout.Membership;
import io.realtimeclock.gateway.fanout.frame.CloseCode;
import org.jspecify.annotations.Nullable;

/**
 * A client from the moment it has a place until it has gone. Its login may end, and it
 * may go, before or after it has joined the others.
 */
final class Visit {

	private final Runnable leave;

	private @Nullable Membership membership;

	// Two at most; a list of its own would be most of what a client takes up
	private Runnable forget = () -> {
	};

	private boolean loginEnded;

	private boolean gone;

	/**
	 * Begin a visit.
	 * @param leave gives the place back
	 */
	Visit(Runnable leave) {
		this.leave = leave;
	}

	/** Set what is to be run, too, when the client has gone. */
	synchronized void whenGone(Runnable forget) {
		if (this.gone) {
			forget.run();
			return;
		}
		Runnable others = this.forget;
		this.forget = () -> {
			others.run();
			forget.run();
		};
	}

	synchronized void joined(Membership membership) {
		this.membership = membership;
		if (this.loginEnded) {
			close(membership);
		}
	}

	synchronized void loginEnded() {
		this.loginEnded = true;
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
		this.forget.run();
	}

}
