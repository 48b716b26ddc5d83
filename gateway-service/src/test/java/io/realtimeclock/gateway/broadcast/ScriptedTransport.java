package io.realtimeclock.gateway.broadcast;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * A transport whose client sends and takes what a test says.
 */
final class ScriptedTransport extends IdleTransport {

	private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

	private ByteBuffer sent = ByteBuffer.allocate(0);

	private boolean blocked;

	private int room = Integer.MAX_VALUE;

	private boolean ended;

	private boolean awaitsWritable;

	private int roomsMade;

	private @Nullable Exception failure;

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

	/** Let the client take so many bytes, and then nothing. */
	void takes(int bytes) {
		this.room = bytes;
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

	/** Return how often room for a close frame was made. */
	int roomsMade() {
		return this.roomsMade;
	}

	/** Fail from now on, whatever is asked for. */
	void fails(Exception failure) {
		this.failure = failure;
	}

	private void failIfItShould() throws IOException {
		if (this.failure instanceof RuntimeException fault) {
			throw fault;
		}
		if (this.failure instanceof IOException fault) {
			throw fault;
		}
	}

	@Override
	public void register(Selector selector, Client client, Runnable ready) throws IOException {
		failIfItShould();
	}

	@Override
	public boolean write(ByteBuffer bytes) throws IOException {
		failIfItShould();
		while (!this.blocked && this.room > 0 && bytes.hasRemaining()) {
			this.taken.write(bytes.get());
			this.room--;
		}
		return !bytes.hasRemaining();
	}

	@Override
	public int writeShared(ByteBuffer bytes) throws IOException {
		int begin = bytes.position();
		write(bytes);
		return bytes.position() - begin;
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
	public void makeRoom() {
		this.roomsMade++;
	}

	@Override
	public int read(ByteBuffer buffer) throws IOException {
		failIfItShould();
		if (!this.sent.hasRemaining()) {
			return this.ended ? -1 : 0;
		}
		int count = this.sent.remaining();
		buffer.put(this.sent);
		return count;
	}

}
