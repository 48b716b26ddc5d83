package io.realtimeclock.gateway.fanout.connection;

import java.io.IOException;
import java.nio.ByteBuffer;

import io.realtimeclock.gateway.fanout.client.Client;
import io.realtimeclock.gateway.fanout.frame.ControlFrame;
import io.realtimeclock.gateway.fanout.frame.FrameReader;
import io.realtimeclock.gateway.fanout.frame.Opcode;
import io.realtimeclock.gateway.fanout.frame.ServerFrame;
import io.realtimeclock.gateway.fanout.frame.ViolationException;

/** Answers what one client sends by its socket (RFC 6455, sections 5.5 and 7). */
final class ClientReader {

	private final FrameReader frames = new FrameReader();

	private final Client client;

	private final DirectConnection connection;

	private boolean deaf;

	private boolean disconnectOnceWritten;

	ClientReader(Client client, DirectConnection connection) {
		this.client = client;
		this.connection = connection;
	}

	/** Take what the client sent. After a violation nothing more is taken from it. */
	void take(ByteBuffer input) throws IOException {
		try {
			ControlFrame frame = this.deaf ? null : this.frames.read(input);
			while (frame != null) {
				answer(frame);
				frame = this.frames.read(input);
			}
		}
		catch (ViolationException ex) {
			this.deaf = true;
			this.client.close(ex.code(), String.valueOf(ex.getMessage()));
		}
	}

	private void answer(ControlFrame frame) throws IOException, ViolationException {
		// Any frame shows that the client is alive
		this.client.answeredPing();
		if (frame.opcode() == Opcode.PING) {
			answerPing(frame.payload());
		}
		else if (frame.opcode() == Opcode.CLOSE) {
			answerClose(frame.closeStatus());
		}
	}

	private void answerPing(ByteBuffer payload) throws IOException {
		if (!this.client.isClosing()) {
			this.connection.pong(ServerFrame.control(Opcode.PONG, payload));
		}
	}

	private void answerClose(ByteBuffer status) throws IOException {
		this.disconnectOnceWritten = true;
		// Else it answers ours, which is written
		if (this.client.beginToClose()) {
			this.connection.close(ServerFrame.control(Opcode.CLOSE, status));
			disconnectIfDone();
		}
		else {
			this.client.disconnect();
		}
	}

	/** Write on, now that the socket takes more. */
	void writeOn() throws IOException {
		this.connection.writeOn();
		disconnectIfDone();
	}

	private void disconnectIfDone() {
		if (this.disconnectOnceWritten && this.connection.isAllWritten()) {
			this.client.disconnect();
		}
	}

}
