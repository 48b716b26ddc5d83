package io.realtimeclock.gateway.fanout;

import io.realtimeclock.gateway.fanout.client.Client;
import io.realtimeclock.gateway.fanout.frame.CloseCode;

/**
 * A client's place in the fan-out, in the hands of whoever knows what becomes of its
 * connection. Any thread may call it.
 */
public final class Membership {

	private final EventLoop loop;

	private final Client client;

	Membership(EventLoop loop, Client client) {
		this.loop = loop;
		this.client = client;
	}

	/** Note that the client answered a ping. */
	public void answeredPing() {
		this.loop.execute((share) -> this.client.answeredPing());
	}

	/** Close the client's connection, with a few words of reason. */
	public void close(CloseCode code, String reason) {
		this.loop.execute((share) -> this.client.close(code, reason));
	}

	/** Note that the client has gone. */
	public void leave() {
		this.loop.execute((share) -> share.remove(this.client));
	}

}
