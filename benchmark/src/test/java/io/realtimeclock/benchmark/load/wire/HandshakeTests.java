package io.realtimeclock.benchmark.load.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HandshakeTests {

	private static final String ACCEPTED = """
			HTTP/1.1 101 Switching Protocols\r
			Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r
			\r
			""";

	@Test
	void validResponseIsRemovedFromTheBuffer() throws ProtocolException {
		ByteBuffer bytes = buffer(ACCEPTED + "rest");
		assertThat(Handshake.status(bytes)).isEqualTo(Handshake.SWITCHING_PROTOCOLS);
		assertThat(StandardCharsets.US_ASCII.decode(bytes).toString()).isEqualTo("rest");
	}

	@Test
	void incompleteResponseIsKept() throws ProtocolException {
		ByteBuffer bytes = buffer(ACCEPTED.substring(0, ACCEPTED.length() - 1));
		assertThat(Handshake.status(bytes)).isZero();
		assertThat(bytes.position()).isZero();
	}

	@Test
	void refusalHasNoAcceptValue() throws ProtocolException {
		assertThat(Handshake.status(buffer("HTTP/1.1 503 Service Unavailable\r\n\r\n"))).isEqualTo(503);
	}

	@Test
	void wrongAcceptValueIsAProtocolViolation() {
		assertThatExceptionOfType(ProtocolException.class)
			.isThrownBy(() -> Handshake.status(buffer(ACCEPTED.replace("s3p", "S3P "))));
	}

	private static ByteBuffer buffer(String text) {
		return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
	}

}
