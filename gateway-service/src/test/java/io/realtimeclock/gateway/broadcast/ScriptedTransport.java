package io.realtimeclock.gateway.broadcast;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * A transport whose client sends and takes what a test says.
 */
final class ScriptedTransport extends IdleTransport {

	private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

	private ByteBuffer sent = ByteBuffer.allocate(0);

	private boolean blocked;

	private boolean ended;

	private boolean awaitsWritable;

	/** Let the client send bytes. */
	ScriptedTransport sends(String hex) {
		this.sent = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
		return this;
	}

	/** Let the client end the stream after what it has sent. */
	void ends() {
		this.ended = true;
	}

	/** Let the client take nothing, or all again. */
	void blocked(boolean blocked) {
		this.blocked = blocked;
	}

	/** Return all that the client has taken since the last call. */
	String taken() {
		String hex = HexFormat.of().formatHex(this.taken.toByteArray());
		this.taken.reset();
		return hex;
	}

	boolean awaitsWritable() {
		return this.awaitsWritable;
	}

	@Override
	public boolean write(ByteBuffer bytes) {
		while (!this.blocked && bytes.hasRemaining()) {
			this.taken.write(bytes.get());
		}
		return !bytes.hasRemaining();
	}

	@Override
	public void awaitWritable(boolean wanted) {
		this.awaitsWritable = wanted;
	}

	@Override
	public boolean isWritable() {
		return !this.blocked;
	}

	@Override
	public int read(ByteBuffer buffer) {
		if (!this.sent.hasRemaining()) {
			return this.ended ? -1 : 0;
		}
		int count = this.sent.remaining();
		buffer.put(this.sent);
		return count;
	}

}
