package io.realtimeclock.gateway.rfc6455;

import java.nio.charset.StandardCharsets;

import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.RunningGateway;
import io.realtimeclock.gateway.WebSocketClient;
import io.realtimeclock.testsupport.RawSocket.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ClientFrameHandlingTests extends RunningGateway {

	private static final int CLOSE = 0x88;

	private static final int PING = 0x89;

	private static final int PONG = 0x8A;

	@ParameterizedTest
	@CsvSource({ "0x81, 5, 1002", "0x82, 5, 1002", "0x01, 5, 1002", "0x80, 5, 1002", "0x81, 1024, 1002",
			"0x81, 1025, 1009", "0x82, 60000, 1009", "0x83, 0, 1002", "0xC9, 0, 1002", "0x09, 0, 1002" })
	void closesTheConnectionOfAClientThatSendsAnUnacceptedFrame(String head, int length, int status) {
		try (WebSocketClient client = connect()) {
			client.send(Integer.decode(head), new byte[length]);
			assertThat(client.frame(CLOSE).status()).isEqualTo(status);
		}
	}

	@Test
	void sendsNothingAfterItsCloseFrameAndDisconnects() {
		try (WebSocketClient client = connect(); WebSocketClient other = connect()) {
			client.send(0x81, new byte[5]);
			assertThat(client.frame(CLOSE).status()).isEqualTo(1002);
			tick(other);
			assertThat(client.read()).isNull();
		}
	}

	@Test
	void answersAPingWithItsPayload() {
		try (WebSocketClient client = connect()) {
			client.send(PING, "are you there?".getBytes(StandardCharsets.UTF_8));
			assertThat(client.frame(PONG).text()).isEqualTo("are you there?");
			client.send(PING, new byte[0]);
			assertThat(client.frame(PONG).payload()).isEmpty();
		}
	}

	@Test
	void readsAPingThatArrivesByteByByteAmongTicks() {
		try (WebSocketClient client = connect()) {
			for (int part : new int[] { 0x89, 0x81, 1, 2, 3, 4 }) {
				client.send(new byte[] { (byte) part });
				tick(client);
			}
			client.send(new byte[] { 'x' ^ 1 });
			assertThat(client.frame(PONG).text()).isEqualTo("x");
		}
	}

	@Test
	void takesAFrameThatArrivesTogetherWithTheHandshake() {
		String ping = "\u0089\u0080abcd";
		try (WebSocketClient client = WebSocketClient.shakeHands(port(),
				"Authorization: " + Http.basic("demo") + "\r\n\r\n" + ping)) {
			assertThat(client.frame(PONG).payload()).isEmpty();
		}
	}

	@Test
	void echoesACloseFrameAndDisconnects() {
		try (WebSocketClient client = connect()) {
			client.send(CLOSE, new byte[] { 3, (byte) 0xE9, 'b', 'y', 'e' });
			Frame answer = client.frame(CLOSE);
			assertThat(answer.status()).isEqualTo(1001);
			assertThat(answer.payload()).hasSize(2);
			assertThat(client.read()).isNull();
		}
	}

	@Test
	void refusesACloseFrameWithAnImpossibleStatus() {
		try (WebSocketClient client = connect()) {
			client.send(CLOSE, new byte[] { 3, (byte) 0xED });
			assertThat(client.frame(CLOSE).status()).isEqualTo(1002);
		}
	}

}
