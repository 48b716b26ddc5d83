package io.realtimeclock.gateway.fanout.client;

import java.io.IOException;
import java.nio.channels.Selector;

import io.realtimeclock.gateway.fanout.frame.CloseCode;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * One client after the handshake. It belongs to one event loop, whose thread alone
 * touches it, so that nothing in it is locked.
 */
public final class Client {

	private static final Log logger = LogFactory.getLog(Client.class);

	private final Heartbeat heartbeat = new Heartbeat();

	private final Connection connection;

	private final ClientMeters meters;

	private final Runnable onGone;

	/** Its place among the clients of its event loop. */
	int place = -1;

	private long lastOrder;

	private @Nullable Goodbye goodbye;

	/** Create one; what is to be run once it has gone may run more than once. */
	public Client(Connection connection, ClientMeters meters, Runnable onGone) {
		this.connection = connection;
		this.meters = meters;
		this.onGone = onGone;
	}

	/** Have an event loop read what it sends. */
	public void register(Selector selector) throws IOException {
		this.connection.register(selector, this);
	}

	/**
	 * Take a tick, unless it is no newer than the last one. A ping that is due goes with
	 * it, which spares a write of its own.
	 */
	public void tick(Sweep sweep) {
		if (sweep.frame().order() <= this.lastOrder || isClosing()) {
			return;
		}
		this.lastOrder = sweep.frame().order();
		boolean withPing = this.heartbeat.begins(sweep.now(), sweep.limits().pingNanos());
		try {
			if (this.connection.write(sweep, withPing)) {
				this.meters.conflated();
			}
		}
		catch (IOException ex) {
			disconnect();
		}
	}

	/** Note that it answered a ping, or sent another frame. */
	public void answeredPing() {
		this.heartbeat.answered();
	}

	/** Say good-bye; the client has two seconds to answer. */
	public void close(CloseCode code, String reason) {
		close(code, reason, LifeLimits.GOODBYE_NANOS);
	}

	/** Send it away; it may try again later. */
	void dismiss(String reason, LifeLimits limits) {
		close(CloseCode.TRY_AGAIN_LATER, reason, this.connection.goodbyeOfDismissedNanos(limits));
	}

	private void close(CloseCode code, String reason, long nanos) {
		if (isClosing()) {
			return;
		}
		this.goodbye = new Goodbye(nanos);
		this.meters.closed(code).increment();
		try {
			this.connection.sayGoodbye(code, reason);
		}
		catch (IOException ex) {
			disconnect();
		}
	}

	/** Take no more ticks, and tell whether that is new. */
	public boolean beginToClose() {
		if (isClosing()) {
			return false;
		}
		this.goodbye = new Goodbye(LifeLimits.GOODBYE_NANOS);
		return true;
	}

	/** Tell whether good-bye was said. */
	public boolean isClosing() {
		return this.goodbye != null;
	}

	/** Close its connection without a word. */
	public void disconnect() {
		beginToClose();
		this.connection.disconnect();
	}

	/** Give up a client that could not be served, so that the others are. */
	public void failed(Throwable failure) {
		try {
			disconnect();
		}
		finally {
			logger.error("A client is disconnected, since it could not be served", failure);
		}
	}

	/** Give its place back; more than once does no harm. */
	public void gone() {
		this.onGone.run();
	}

	void ping() {
		try {
			this.connection.ping();
		}
		catch (IOException ex) {
			disconnect();
		}
	}

	Connection connection() {
		return this.connection;
	}

	Heartbeat heartbeat() {
		return this.heartbeat;
	}

	/** Return {@code null} as long as none was said. */
	@Nullable Goodbye goodbye() {
		return this.goodbye;
	}

}
