package io.realtimeclock.gateway.fanout.frame;

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

/**
 * Reads what a client sends to a feed that takes no messages: control frames, of which it
 * keeps at most one incomplete one; anything else is a violation.
 */
public final class FrameReader {

	private static final ControlFrame EMPTY_PONG = new ControlFrame(Opcode.PONG, ByteBuffer.allocate(0));

	private @Nullable PartialFrame begun;

	/**
	 * Read on until a control frame is complete.
	 * @return the frame, {@code null} if the input ends before it does
	 * @throws ViolationException if the client broke the rules; nothing may be read then
	 */
	public @Nullable ControlFrame read(ByteBuffer input) throws ViolationException {
		// The answer to our pings, by far the most frequent frame, costs no memory
		if (this.begun == null && PartialFrame.isEmptyPong(input)) {
			input.position(input.position() + PartialFrame.HEAD);
			return EMPTY_PONG;
		}
		while (input.hasRemaining()) {
			PartialFrame frame = (this.begun != null) ? this.begun : new PartialFrame();
			frame.append(input.get());
			this.begun = frame.isComplete() ? null : frame;
			if (this.begun == null) {
				return frame.unmask();
			}
		}
		return null;
	}

}
