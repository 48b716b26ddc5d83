package io.realtimeclock.gateway.rfc6455;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

import io.realtimeclock.gateway.rfc6455.FrameEncoder.Opcode;
import org.jspecify.annotations.Nullable;

/**
 * Decodes what a client sends: control frames and, if texts are accepted at all, texts in
 * one frame each. At most one incomplete frame is kept. Any other one is refused as soon
 * as its header shows what it is (RFC 6455, sections 5.2 to 5.5).
 */
public final class FrameDecoder {

	private static final ClientFrame EMPTY_PONG = new ClientFrame(Opcode.PONG, ByteBuffer.allocate(0));

	private final int largestText;

	private @Nullable PartialFrame partial;

	/** Accept no texts. */
	public FrameDecoder() {
		this(0);
	}

	/**
	 * Accept texts.
	 * @param largestText the length of the longest one in bytes
	 */
	public FrameDecoder(int largestText) {
		this.largestText = largestText;
	}

	/**
	 * Decode until a frame is complete.
	 * @return the frame, {@code null} if the input ends before it does
	 * @throws InvalidFrameException if the client broke the protocol; nothing may be
	 * decoded after that
	 */
	public @Nullable ClientFrame decode(ByteBuffer input) throws InvalidFrameException {
		// The answer to our pings, by far the most frequent frame, costs no memory
		if (this.partial == null && PartialFrame.isEmptyPong(input)) {
			input.position(input.position() + PartialFrame.HEADER);
			return EMPTY_PONG;
		}
		while (input.hasRemaining()) {
			PartialFrame frame = (this.partial != null) ? this.partial : new PartialFrame();
			frame.append(input);
			this.partial = frame.isComplete(this.largestText) ? null : frame;
			if (this.partial == null) {
				return frame.unmask();
			}
		}
		return null;
	}

	/** A frame from a client, unmasked: a control frame or a text. */
	public record ClientFrame(Opcode opcode, ByteBuffer payload) {

		/**
		 * Return the status code in a close frame (RFC 6455, sections 5.5.1 and 7.4).
		 * @return its two bytes, none if there is no status
		 * @throws InvalidFrameException if the payload must not be sent
		 */
		public ByteBuffer closeStatus() throws InvalidFrameException {
			if (!this.payload.hasRemaining()) {
				return this.payload;
			}
			int code = (this.payload.remaining() >= 2) ? this.payload.getShort(0) & 0xFFFF : 0;
			boolean defined = code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006;
			boolean ofApplications = code >= 3000 && code <= 4999;
			if (!(defined || ofApplications) || !isUtf8(this.payload.slice(2, this.payload.remaining() - 2))) {
				throw InvalidFrameException.ofProtocol();
			}
			return this.payload.slice(0, 2);
		}

		private static boolean isUtf8(ByteBuffer text) {
			try {
				StandardCharsets.UTF_8.newDecoder().decode(text);
				return true;
			}
			catch (CharacterCodingException ex) {
				return false;
			}
		}

	}

	private static final class PartialFrame {

		/** The length of a control frame's header, with the mask. */
		static final int HEADER = 6;

		private static final int LARGEST_DATA = 1024;

		private static final int LARGEST_CONTROL = 125;

		private static final short EMPTY_PONG_HEADER = (short) 0x8A80;

		private byte[] bytes = new byte[HEADER + LARGEST_CONTROL];

		private int length;

		private int header = HEADER;

		private int size;

		static boolean isEmptyPong(ByteBuffer input) {
			return input.remaining() >= HEADER && input.getShort(input.position()) == EMPTY_PONG_HEADER;
		}

		/** Take one byte until the frame's size is known, then all that is missing. */
		void append(ByteBuffer input) {
			int count = (this.size > 0) ? Math.min(this.size - this.length, input.remaining()) : 1;
			if (this.length + count > this.bytes.length) {
				this.bytes = Arrays.copyOf(this.bytes, Math.max(this.length * 2, this.length + count));
			}
			input.get(this.bytes, this.length, count);
			this.length += count;
		}

		boolean isComplete(int largestText) throws InvalidFrameException {
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
				return (largestText == 0) ? refuseData(declared)
						: isTextComplete(opcode == Opcode.TEXT && finalFragment, declared, largestText);
			}
			if (!finalFragment || declared > LARGEST_CONTROL) {
				throw InvalidFrameException.ofProtocol();
			}
			this.size = HEADER + declared;
			return this.length == this.size;
		}

		private boolean isTextComplete(boolean whole, int declared, int largestText) throws InvalidFrameException {
			if (!whole) {
				throw new InvalidFrameException(CloseCode.POLICY_VIOLATION, "not a text in one frame");
			}
			int lengthBytes = (declared == 127) ? 8 : (declared == 126) ? 2 : 0;
			if (this.length < 2 + lengthBytes) {
				return false;
			}
			ByteBuffer start = ByteBuffer.wrap(this.bytes);
			long text = (declared == 127) ? start.getLong(2)
					: (declared == 126) ? start.getShort(2) & 0xFFFF : declared;
			if (text < 0 || text > largestText) {
				throw new InvalidFrameException(CloseCode.POLICY_VIOLATION, "message too big");
			}
			this.header = HEADER + lengthBytes;
			this.size = this.header + (int) text;
			return this.length == this.size;
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
		ClientFrame unmask() {
			ByteBuffer payload = ByteBuffer.allocate(this.length - this.header);
			for (int i = 0; payload.hasRemaining(); i++) {
				payload.put((byte) (this.bytes[this.header + i] ^ this.bytes[this.header - 4 + i % 4]));
			}
			return new ClientFrame(Objects.requireNonNull(opcode()), payload.flip());
		}

	}

	/** Thrown when a client sent a frame that its feed does not accept. */
	public static final class InvalidFrameException extends Exception {

		private static final long serialVersionUID = 1L;

		private final CloseCode code;

		private final String reason;

		InvalidFrameException(CloseCode code, String reason) {
			super(reason, null, false, false);
			this.code = code;
			this.reason = reason;
		}

		static InvalidFrameException ofProtocol() {
			return new InvalidFrameException(CloseCode.PROTOCOL_ERROR, "protocol error");
		}

		/** Return the status code to close the client's connection with. */
		public CloseCode code() {
			return this.code;
		}

		/** Return the reason to close the client's connection with. */
		public String reason() {
			return this.reason;
		}

	}

}
