package io.realtimeclock.gateway.rfc6455;

import java.nio.ByteBuffer;
import java.util.HexFormat;

import io.realtimeclock.gateway.rfc6455.FrameDecoder.InvalidFrameException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ClientFrameTests {

	@ParameterizedTest
	@CsvSource({ "'', ''", "03e8, 03e8", "03e9, 03e9", "03f6, 03f6", "0bb8, 0bb8", "1387, 1387", "03e8627965, 03e8",
			"03e8c3a9, 03e8" })
	void echoesTheStatusOfACloseFrame(String payload, String status) throws InvalidFrameException {
		assertThat(closeStatus(payload)).isEqualTo(ByteBuffer.wrap(HexFormat.of().parseHex(status)));
	}

	@ParameterizedTest
	@CsvSource({ "03, half a code", "0000, 0", "03e7, 999", "03ec, 1004", "03ed, 1005", "03ee, 1006", "03f7, 1015",
			"07d0, 2000", "1388, 5000", "ffff, 65535", "03e8ff, no UTF-8", "03e8c3, cut UTF-8",
			"03e8eda080, a surrogate" })
	void refusesACloseFrameThatMayNotBeSent(String payload, String what) {
		assertThatExceptionOfType(InvalidFrameException.class).as(what)
			.isThrownBy(() -> closeStatus(payload))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CloseCode.PROTOCOL_ERROR));
	}

	private static ByteBuffer closeStatus(String payload) throws InvalidFrameException {
		return new ClientFrame(Opcode.CLOSE, ByteBuffer.wrap(HexFormat.of().parseHex(payload))).closeStatus();
	}

}
