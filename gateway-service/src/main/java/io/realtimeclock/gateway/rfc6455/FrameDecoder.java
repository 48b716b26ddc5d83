package io.realtimeclock.gateway.rfc6455;

import java.nio.ByteBuffer;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Decodes what a client sends to a feed that accepts no messages: control frames, of
 * which at most one incomplete one is kept. Any other frame is refused as soon as its
 * header shows what it is (RFC 6455, sections 5.2 to 5.5).
 */
public final class FrameDecoder {

	private static final ControlFrame EMPTY_PONG = new ControlFrame(Opcode.PONG, ByteBuffer.allocate(0));

	private @Nullable PartialFrame partial;

	/**
	 * Decode until a control frame is complete.
	 * @return the frame, {@code null} if the input ends before it does
	 * @throws InvalidFrameException if the client broke the protocol; nothing may be
	 * decoded after that
	 */
	public @Nullable ControlFrame decode(ByteBuffer input) throws InvalidFrameException {
		// The answer to our pings, by far the most frequent frame, costs no memory
		if (this.partial == null && PartialFrame.isEmptyPong(input)) {
			input.position(input.position() + PartialFrame.HEADER);
			return EMPTY_PONG;
		}
		while (input.hasRemaining()) {
			PartialFrame frame = (this.partial != null) ? this.partial : new PartialFrame();
			frame.append(input.get());
			this.partial = frame.isComplete() ? null : frame;
			if (this.partial == null) {
				return frame.unmask();
			}
		}
		return null;
	}

	private static final class PartialFrame {

		/** The length of a control frame's header, with the mask. */
		static final int HEADER = 6;

		private static final int LARGEST_DATA = 1024;

		private static final int LARGEST_CONTROL = 125;

		private static final short EMPTY_PONG_HEADER = (short) 0x8A80;

		private final byte[] bytes = new byte[HEADER + LARGEST_CONTROL];

		private int length;

		static boolean isEmptyPong(ByteBuffer input) {
			return input.remaining() >= HEADER && input.getShort(input.position()) == EMPTY_PONG_HEADER;
		}

		void append(byte next) {
			this.bytes[this.length++] = next;
		}

		boolean isComplete() throws InvalidFrameException {
			if (this.length < 2) {
				return false;
			}
			Opcode opcode = opcode();
			int declared = this.bytes[1] & 0x7F;
			boolean finalFragment = (this.bytes[0] & 0x80) != 0;
			boolean reservedBits = (this.bytes[0] & 0x70) != 0;
			boolean masked = (this.bytes[1] & 0x80) != 0;
			if (opcode == null || reservedBits || !masked) {
				throw InvalidFrameException.ofProtocol();
			}
			if (!opcode.isControl()) {
				return refuseData(declared);
			}
			if (!finalFragment || declared > LARGEST_CONTROL) {
				throw InvalidFrameException.ofProtocol();
			}
			return this.length == HEADER + declared;
		}

		private @Nullable Opcode opcode() {
			return Opcode.of(this.bytes[0] & 0x0F);
		}

		private boolean refuseData(int declared) throws InvalidFrameException {
			if (declared == 126 && this.length < 4) {
				return false;
			}
			boolean tooBig = declared == 127
					|| (declared == 126 && (ByteBuffer.wrap(this.bytes).getShort(2) & 0xFFFF) > LARGEST_DATA);
			throw tooBig ? new InvalidFrameException(CloseCode.TOO_BIG, "frame too big")
					: new InvalidFrameException(CloseCode.PROTOCOL_ERROR, "no messages accepted");
		}

		/** Return the frame, which is complete. */
		ControlFrame unmask() {
			ByteBuffer payload = ByteBuffer.allocate(this.length - HEADER);
			for (int i = 0; payload.hasRemaining(); i++) {
				payload.put((byte) (this.bytes[HEADER + i] ^ this.bytes[2 + i % 4]));
			}
			return new ControlFrame(Objects.requireNonNull(opcode()), payload.flip());
		}

	}

}
