package io.realtimeclock.gateway.fanout;

import java.io.IOException;
import java.nio.ByteBuffer;

import io.micrometer.core.instrument.Counter;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Writes to one client, one frame at a time and without waiting. While the client can't
 * be written to, the newest tick waits for it, and nothing else but one control frame and
 * the close frame: conflation instead of a queue.
 */
final class FrameWriter implements Callback {

	private final EndPoint endPoint;

	private final Counter conflated;

	private long lastOrder;

	private boolean blocked;

	private long blockedSince;

	private @Nullable TickFrame waitingTick;

	private @Nullable ByteBuffer waitingControl;

	private @Nullable ByteBuffer waitingClose;

	private boolean closing;

	private boolean disconnectOnceWritten;

	FrameWriter(EndPoint endPoint, Counter conflated) {
		this.endPoint = endPoint;
		this.conflated = conflated;
	}

	/**
	 * Write a tick, or keep it if the client can't be written to.
	 * @param frame the frame, ignored unless its order is higher than the last one's
	 * @param view a duplicate of the frame's bytes that the calling thread uses for one
	 * client after the other
	 */
	synchronized void tick(TickFrame frame, ByteBuffer[] view) {
		if (this.closing || frame.order() <= this.lastOrder) {
			return;
		}
		this.lastOrder = frame.order();
		if (this.blocked) {
			if (this.waitingTick != null) {
				this.conflated.increment();
			}
			this.waitingTick = frame;
			return;
		}
		view[0].rewind();
		write(view);
	}

	/**
	 * Write a ping or a pong, or keep it in place of one that waits: only the most recent
	 * ping needs an answer (RFC 6455, section 5.5.3).
	 * @param frame the control frame
	 */
	synchronized void control(ByteBuffer frame) {
		if (!this.closing) {
			this.waitingControl = frame;
			writeWaiting();
		}
	}

	/**
	 * Write a close frame, the last frame of all.
	 * @param frame the close frame
	 * @param thenDisconnect whether the client has said good-bye already
	 * @return {@code false} if one was written before
	 */
	synchronized boolean close(ByteBuffer frame, boolean thenDisconnect) {
		if (this.closing) {
			return false;
		}
		this.closing = true;
		this.disconnectOnceWritten = thenDisconnect;
		this.waitingTick = null;
		this.waitingControl = null;
		this.waitingClose = frame;
		writeWaiting();
		return true;
	}

	synchronized boolean isBlockedLongerThan(long nanos, long now) {
		return this.blocked && now - this.blockedSince > nanos;
	}

	@Override
	public synchronized void succeeded() {
		this.blocked = false;
		writeWaiting();
	}

	@Override
	public void failed(Throwable failure) {
		this.endPoint.close(failure);
	}

	@Override
	public InvocationType getInvocationType() {
		return InvocationType.NON_BLOCKING;
	}

	private void writeWaiting() {
		if (!this.blocked && this.waitingControl != null) {
			ByteBuffer frame = this.waitingControl;
			this.waitingControl = null;
			write(frame);
		}
		if (!this.blocked && this.waitingTick != null) {
			TickFrame frame = this.waitingTick;
			this.waitingTick = null;
			write(frame.bytes().duplicate());
		}
		if (!this.blocked && this.waitingClose != null) {
			ByteBuffer frame = this.waitingClose;
			this.waitingClose = null;
			write(frame);
		}
		if (!this.blocked && this.closing && this.disconnectOnceWritten) {
			this.endPoint.close();
		}
	}

	private void write(ByteBuffer... bytes) {
		try {
			if (!this.endPoint.flush(bytes)) {
				this.blocked = true;
				this.blockedSince = System.nanoTime();
				this.endPoint.write(this, bytes[0].slice());
			}
		}
		catch (IOException ex) {
			this.endPoint.close(ex);
		}
	}

}
