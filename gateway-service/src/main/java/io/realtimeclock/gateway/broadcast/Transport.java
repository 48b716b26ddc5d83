package io.realtimeclock.gateway.broadcast;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

import org.jspecify.annotations.Nullable;

/**
 * Moves the bytes of one client, plain or encrypted. No method waits; an
 * {@link IOException} says that the client is disconnected.
 */
interface Transport {

	/**
	 * Begin to wait for what the client sends.
	 * @param ready has {@link Client#ready} run on the event loop; any thread may call it
	 */
	void register(Selector selector, Client client, Runnable ready) throws IOException;

	/**
	 * Return the socket if {@link #write} does nothing but write to it, so that a
	 * broadcast can do that itself; otherwise {@code null}.
	 */
	@Nullable SocketChannel plain();

	/**
	 * Write as many bytes as possible.
	 * @return whether all bytes, and those of earlier calls, are written
	 */
	boolean write(ByteBuffer bytes) throws IOException;

	/**
	 * Write as many bytes as possible of a buffer that is used again after the call.
	 * @return the number of bytes
	 */
	int writeShared(ByteBuffer bytes) throws IOException;

	/** Set whether the client is made ready once more bytes can be written. */
	void awaitWritable(boolean wanted) throws IOException;

	/** Tell whether more bytes can be written. */
	boolean isWritable();

	/**
	 * Read what has come into an empty buffer.
	 * @return the number of bytes, -1 if the client has disconnected
	 */
	int read(ByteBuffer buffer) throws IOException;

	/** Make the kernel accept a close frame of a stalled client. */
	void makeRoom() throws IOException;

	boolean isOpen();

	void close();

}
