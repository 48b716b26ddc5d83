package io.realtimeclock.gateway.socket;

import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.realtimeclock.gateway.fanout.FanOut;
import io.realtimeclock.gateway.fanout.Membership;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;

/**
 * Takes the place of the HTTP connection on Jetty's end point. Jetty is never asked to
 * read or to write any more; it only opens, and closes.
 */
final class TakenConnection extends AbstractConnection implements Connection.UpgradeTo {

	private final FanOut fanOut;

	private final SocketChannel channel;

	private final Consumer<Membership> onJoined;

	private final Runnable onGone;

	private ByteBuffer readAhead = ByteBuffer.allocate(0);

	private @Nullable Membership membership;

	TakenConnection(EndPoint endPoint, Executor executor, FanOut fanOut, SocketChannel channel,
			Consumer<Membership> onJoined, Runnable onGone) {
		super(endPoint, executor);
		this.fanOut = fanOut;
		this.channel = channel;
		this.onJoined = onJoined;
		this.onGone = onGone;
	}

	@Override
	public void onUpgradeTo(ByteBuffer readAhead) {
		this.readAhead = ByteBuffer.allocate(readAhead.remaining()).put(readAhead).flip();
	}

	@Override
	public void onOpen() {
		super.onOpen();
		// Pings tell whether the client lives
		getEndPoint().setIdleTimeout(0);
		synchronized (this) {
			Membership joined = this.fanOut.join(this.channel, getEndPoint(), this.readAhead, this.onGone);
			this.membership = joined;
			this.readAhead = ByteBuffer.allocate(0);
			this.onJoined.accept(joined);
		}
	}

	@Override
	public void onClose(@Nullable Throwable cause) {
		super.onClose(cause);
		synchronized (this) {
			if (this.membership != null) {
				this.membership.leave();
			}
			else {
				this.onGone.run();
			}
		}
	}

	@Override
	public void onFillable() {
		throw new IllegalStateException("Jetty was not asked to read");
	}

}
