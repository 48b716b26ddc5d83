package io.realtimeclock.gateway.fanout;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;

import io.realtimeclock.gateway.fanout.frame.CloseCode;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * One client after the handshake. It belongs to one event loop, whose thread alone
 * touches it, so that nothing in it is locked.
 */
abstract class Client {

	private static final Log logger = LogFactory.getLog(Client.class);

	private static final long PING_GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(750);

	private final FanOutMeters meters;

	private final Runnable onGone;

	/** Its place among the clients of its event loop. */
	int place = -1;

	private long lastOrder;

	// The first ping is due after one interval, so that the pings of many clients spread
	// as their arrivals do
	private long pingedAt = System.nanoTime();

	private boolean pongDue;

	private @Nullable Goodbye goodbye;

	Client(FanOutMeters meters, Runnable onGone) {
		this.meters = meters;
		this.onGone = onGone;
	}

	final FanOutMeters meters() {
		return this.meters;
	}

	final boolean isClosing() {
		return this.goodbye != null;
	}

	/**
	 * Take a tick, unless it is no newer than the last one. A ping that is due goes with
	 * it, which spares a write of its own.
	 */
	final void tick(Sweep sweep) {
		if (sweep.frame().order() <= this.lastOrder || isClosing()) {
			return;
		}
		this.lastOrder = sweep.frame().order();
		boolean pingDue = !this.pongDue && sweep.now() - this.pingedAt > sweep.limits().pingNanos();
		if (pingDue) {
			pinged(sweep.now());
		}
		write(sweep, pingDue);
	}

	/**
	 * Say good-bye; the client has two seconds to answer.
	 */
	final void close(CloseCode code, String reason) {
		close(code, reason, Goodbye.NANOS);
	}

	private void close(CloseCode code, String reason, long nanos) {
		if (beginToClose(nanos)) {
			this.meters.closed(code);
			sayGoodbye(code, reason);
		}
	}

	/**
	 * Take no more ticks.
	 * @return {@code false} if good-bye was said already
	 */
	final boolean beginToClose() {
		return beginToClose(Goodbye.NANOS);
	}

	private boolean beginToClose(long nanos) {
		boolean begins = !isClosing();
		if (begins) {
			this.goodbye = new Goodbye(nanos);
		}
		return begins;
	}

	/**
	 * Disconnect a client that does not answer or can't be written to, and ping it when
	 * no tick has come by to do so.
	 */
	final void checkLife(long now, LifeLimits limits) {
		if (this.goodbye != null) {
			check(this.goodbye, now);
		}
		else if (isStalled(limits.stallNanos(), now)) {
			close(CloseCode.TRY_AGAIN_LATER, "too slow", goodbyeOfDismissedNanos(limits));
		}
		else if (this.pongDue && now - this.pingedAt > limits.pongNanos()) {
			close(CloseCode.TRY_AGAIN_LATER, "no pong", goodbyeOfDismissedNanos(limits));
		}
		else if (!this.pongDue && now - this.pingedAt > limits.pingNanos() + PING_GRACE_NANOS) {
			pinged(now);
			ping();
		}
	}

	private void check(Goodbye goodbye, long now) {
		if (goodbye.isOver(now)) {
			disconnect();
		}
		else if (goodbye.givesUp(now)) {
			gone();
		}
	}

	/**
	 * Tell whether it counts no longer: its place is free, and its socket only open for
	 * it to read our good-bye when it wakes.
	 */
	final boolean isGivenUp() {
		return this.goodbye != null && this.goodbye.isGivenUp();
	}

	private void pinged(long now) {
		this.pingedAt = now;
		this.pongDue = true;
	}

	final void answeredPing() {
		this.pongDue = false;
	}

	/**
	 * Give up a client that could not be served, so that the others are.
	 */
	final void failed(RuntimeException failure) {
		logger.error("A client is disconnected, since it could not be served", failure);
		disconnect();
	}

	/**
	 * Give its place back; more than once does no harm.
	 */
	final void gone() {
		this.onGone.run();
	}

	/**
	 * Have the client's frames read by the event loop, if it is for the event loop to do.
	 * @throws IOException if the client has gone
	 */
	abstract void register(Selector selector) throws IOException;

	/**
	 * Write a tick without waiting; while that is not possible, keep the newest one.
	 */
	abstract void write(Sweep sweep, boolean withPing);

	abstract void ping();

	abstract void sayGoodbye(CloseCode code, String reason);

	abstract void disconnect();

	abstract boolean isConnected();

	/**
	 * Tell whether it has not been possible to write for longer than the given time.
	 */
	abstract boolean isStalled(long nanos, long now);

	/**
	 * Return how long a client that is sent away has to read why, and to answer.
	 */
	abstract long goodbyeOfDismissedNanos(LifeLimits limits);

}
