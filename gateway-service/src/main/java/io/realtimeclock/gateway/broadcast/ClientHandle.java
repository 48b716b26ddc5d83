package io.realtimeclock.gateway.broadcast;

import io.realtimeclock.gateway.rfc6455.CloseCode;

/** A client that is being served. Any thread may use it. */
public final class ClientHandle {

	private final EventLoop loop;

	private final Client client;

	ClientHandle(EventLoop loop, Client client) {
		this.loop = loop;
		this.client = client;
	}

	/** Close the client's connection, with a reason in ASCII. */
	public void close(CloseCode code, String reason) {
		this.loop.execute(() -> this.client.close(code, reason));
	}

	/** Note that the client's connection is closed. */
	public void disconnected() {
		this.loop.remove(this.client);
	}

}
