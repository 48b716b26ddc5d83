package io.realtimeclock.gateway.fanout;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

import org.eclipse.jetty.io.EndPoint;

/**
 * One client's side of the protocol: what it sends is answered, its life is watched, and
 * good-byes are said (RFC 6455, sections 5.5 and 7).
 */
final class Peer {

	private static final long GOODBYE_NANOS = TimeUnit.SECONDS.toNanos(2);

	private static final ByteBuffer PING = ServerFrame.control(Opcode.PING, ByteBuffer.allocate(0));

	private final EndPoint endPoint;

	private final FanOutMeters meters;

	private final FrameWriter writer;

	private final ClientFrames frames = new ClientFrames();

	private final Liveness liveness = new Liveness(System.nanoTime());

	private boolean deaf;

	private volatile long closingSince;

	Peer(EndPoint endPoint, FanOutMeters meters) {
		this.endPoint = endPoint;
		this.meters = meters;
		this.writer = new FrameWriter(endPoint, meters.conflated());
	}

	void tick(TickFrame frame, ByteBuffer[] view) {
		this.writer.tick(frame, view);
	}

	/**
	 * Say good-bye; the client has two seconds to answer.
	 * @param code why
	 * @param reason a few words for the client
	 */
	void close(CloseCode code, String reason) {
		if (this.writer.close(code.frame(reason), false)) {
			this.closingSince = System.nanoTime();
			this.meters.closed(code);
		}
	}

	/**
	 * Ping the client when it is due, and disconnect it when it does not answer or can't
	 * be written to.
	 * @param now the current {@link System#nanoTime()}
	 * @param limits how long each may take
	 */
	void checkLife(long now, LifeLimits limits) {
		if (this.closingSince != 0) {
			if (now - this.closingSince > GOODBYE_NANOS) {
				this.endPoint.close();
			}
		}
		else if (this.writer.isBlockedLongerThan(limits.stallNanos(), now)) {
			close(CloseCode.TRY_AGAIN_LATER, "too slow");
		}
		else if (this.liveness.isLost(now, limits)) {
			close(CloseCode.TRY_AGAIN_LATER, "no pong");
		}
		else if (this.liveness.pingDue(now, limits)) {
			this.writer.control(PING.duplicate());
		}
	}

	/**
	 * Take what the client sent. After a violation nothing more is taken from it.
	 * @param input any part of its frames
	 */
	void read(ByteBuffer input) {
		if (this.deaf) {
			return;
		}
		try {
			ClientFrames.ClientFrame frame = this.frames.read(input);
			while (frame != null) {
				handle(frame);
				frame = this.frames.read(input);
			}
		}
		catch (ViolationException ex) {
			this.deaf = true;
			close(ex.code(), String.valueOf(ex.getMessage()));
		}
	}

	private void handle(ClientFrames.ClientFrame frame) throws ViolationException {
		switch (frame.opcode()) {
			case PING -> this.writer.control(ServerFrame.control(Opcode.PONG, frame.payload()));
			case PONG -> this.liveness.answered();
			default -> answerClose(frame.payload());
		}
	}

	private void answerClose(ByteBuffer payload) throws ViolationException {
		ByteBuffer answer = ServerFrame.control(Opcode.CLOSE, ClientFrames.closeStatus(payload));
		if (!this.writer.close(answer, true)) {
			// It answers ours
			this.endPoint.close();
		}
	}

}
