package io.realtimeclock.gateway.rfc6455;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import io.realtimeclock.gateway.RunningGateway;
import io.realtimeclock.gateway.WebSocketClient;
import io.realtimeclock.testsupport.RawSocket.Frame;
import io.realtimeclock.testsupport.RawSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The cases of the Autobahn test suite, by its numbers, that say something about a feed
 * that takes no messages. It is written for servers that echo: here a message is refused
 * with 1002, or 1009 over 1 KB, and a broken rule with 1002 as well. Its cases of large
 * echoes (9, 10) and of compression (12, 13), which is never agreed upon, don't apply.
 * <p>
 * What is sent: frames by their first byte and their payload in hexadecimal digits, which
 * are masked; {@code 3*00} repeats a payload, {@code 3x} a frame, {@code bytes} sends
 * byte by byte.
 */
@Tag("long")
class AutobahnCaseTests extends RunningGateway {

	@ParameterizedTest(name = "{0} {1}")
	@CsvSource(delimiter = '|', textBlock = """
			1.1.1  | empty text                         | 81:               | close 1002
			1.1.2  | text of 125                        | 81:125*2a         | close 1002
			1.1.3  | text of 126                        | 81:126*2a         | close 1002
			1.1.4  | text of 127                        | 81:127*2a         | close 1002
			1.1.5  | text of 128                        | 81:128*2a         | close 1002
			1.1.6  | text of 65535                      | 81:65535*2a       | close 1009
			1.2.1  | empty binary                       | 82:               | close 1002
			1.2.2  | binary of 125                      | 82:125*fe         | close 1002
			1.2.3  | binary of 126                      | 82:126*fe         | close 1002
			1.2.4  | binary of 127                      | 82:127*fe         | close 1002
			1.2.5  | binary of 128                      | 82:128*fe         | close 1002
			1.2.6  | binary of 65535                    | 82:65535*fe       | close 1009
			2.1    | ping                               | 89:               | pong
			2.2    | ping with text                     | 89:48656c6c6f     | pong 48656c6c6f
			2.3    | ping with what is no text          | 89:00fffefdfc00ff | pong 00fffefdfc00ff
			2.4    | ping of 125                        | 89:125*fe         | pong 125*fe
			2.5    | ping of 126                        | 89:126*fe         | close 1002
			2.6    | ping of 125, by bytes              | bytes 89:125*fe   | pong 125*fe
			2.7    | pong that nobody asked for         | 8a:               | alive
			2.8    | such a pong with text              | 8a:756e           | alive
			2.9    | such a pong, then a ping           | 8a:756e 89:7069   | pong 7069
			2.10   | ten pings                          | 10x89:7069        | 10x pong 7069
			2.11   | ten pings, by bytes                | bytes 10x89:7069  | 10x pong 7069
			3.1    | text, reserved bit 3               | 91:48             | close 1002
			3.2    | text, then reserved bit 2          | a1:48             | close 1002
			3.3    | reserved bits 2 and 3, by bytes    | bytes b1:48       | close 1002
			3.4    | text, reserved bit 1               | c1:48             | close 1002
			3.5    | binary, reserved bits 1 and 3      | d2:00ff           | close 1002
			3.6    | ping, reserved bits 1 and 2        | e9:4865           | close 1002
			3.7    | close, all reserved bits           | f8:03e8           | close 1002
			4.1.1  | opcode 3                           | 83:               | close 1002
			4.1.2  | opcode 4 with payload              | 84:7265           | close 1002
			4.1.3  | opcode 5, then a ping              | 85: 89:           | close 1002
			4.1.4  | opcode 6 with payload, then a ping | 86:7265 89:       | close 1002
			4.1.5  | opcode 7, by bytes                 | bytes 87:7265 89: | close 1002
			4.2.1  | opcode 11                          | 8b:               | close 1002
			4.2.2  | opcode 12 with payload             | 8c:7265           | close 1002
			4.2.3  | opcode 13, then a ping             | 8d: 89:           | close 1002
			4.2.4  | opcode 14 with payload, then ping  | 8e:7265 89:       | close 1002
			4.2.5  | opcode 15, by bytes                | bytes 8f:7265 89: | close 1002
			5.1    | ping in fragments                  | 09:66 80:67       | close 1002
			5.2    | pong in fragments                  | 0a:66 80:67       | close 1002
			5.3    | text in fragments                  | 01:66 80:67       | close 1002
			5.5    | text in fragments, by bytes        | bytes 01:66 80:67 | close 1002
			5.6    | ping among fragments               | 01:66 89:70 80:67 | close 1002
			5.9    | continuation of nothing            | 80:6e 81:48       | close 1002
			5.11   | the same, by bytes                 | bytes 80:6e 81:48 | close 1002
			5.12   | continuation that is not the last  | 00:6e 81:48       | close 1002
			5.15   | fragments, then one of nothing     | 01:66 80:67 00:68 | close 1002
			5.16   | unfinished continuations           | 2x00:66 81:67     | close 1002
			5.18   | text within a text                 | 01:66 81:67       | close 1002
			6.1.1  | empty text                         | 81:               | close 1002
			6.2.1  | text in UTF-8                      | 81:c2b5c396       | close 1002
			6.2.4  | text in UTF-8, by bytes            | bytes 81:c2b5c396 | close 1002
			6.3.1  | text that is not UTF-8             | 81:cebae1bdb9eda0 | close 1002
			6.4.1  | not UTF-8, in fragments            | 01:cebae1 80:f490 | close 1002
			7.1.1  | text, then close                   | 81:48 88:03e8     | close 1002
			7.1.2  | close twice                        | 2x88:03e8         | close 1000
			7.1.3  | ping after close                   | 88:03e8 89:       | close 1000
			7.1.4  | text after close                   | 88:03e8 81:48     | close 1000
			7.1.5  | close among fragments              | 01:66 88:03e8     | close 1002
			7.3.1  | close without a status             | 88:               | close
			7.3.2  | close with one byte                | 88:61             | close 1002
			7.3.3  | close with a status                | 88:03e8           | close 1000
			7.3.4  | close with a reason                | 88:03e8486579     | close 1000
			7.3.5  | close with the longest reason      | 88:03e8+123*2a    | close 1000
			7.3.6  | close with a longer one            | 88:03e8+124*2a    | close 1002
			7.5.1  | reason that is not UTF-8           | 88:03e8cebaeda080 | close 1002
			7.7.1  | status 1000                        | 88:03e8           | close 1000
			7.7.2  | status 1001                        | 88:03e9           | close 1001
			7.7.3  | status 1002                        | 88:03ea           | close 1002
			7.7.4  | status 1003                        | 88:03eb           | close 1003
			7.7.5  | status 1007                        | 88:03ef           | close 1007
			7.7.6  | status 1008                        | 88:03f0           | close 1008
			7.7.7  | status 1009                        | 88:03f1           | close 1009
			7.7.8  | status 1010                        | 88:03f2           | close 1010
			7.7.9  | status 1011                        | 88:03f3           | close 1011
			7.7.10 | status 3000                        | 88:0bb8           | close 3000
			7.7.11 | status 3999                        | 88:0f9f           | close 3999
			7.7.12 | status 4000                        | 88:0fa0           | close 4000
			7.7.13 | status 4999                        | 88:1387           | close 4999
			7.9.1  | status 0                           | 88:0000           | close 1002
			7.9.2  | status 999                         | 88:03e7           | close 1002
			7.9.3  | status 1004                        | 88:03ec           | close 1002
			7.9.4  | status 1005                        | 88:03ed           | close 1002
			7.9.5  | status 1006                        | 88:03ee           | close 1002
			7.9.6  | status 1016                        | 88:03f8           | close 1002
			7.9.7  | status 1100                        | 88:044c           | close 1002
			7.9.8  | status 2000                        | 88:07d0           | close 1002
			7.9.9  | status 2999                        | 88:0bb7           | close 1002
			7.13.1 | status 5000                        | 88:1388           | close 1002
			7.13.2 | status 65535                       | 88:ffff           | close 1002
			""")
	void answersAsTheStandardAsks(String number, String words, String sent, String answer) {
		try (WebSocketClient client = connect()) {
			send(client, sent);
			List<String> answers = new ArrayList<>();
			if (answer.equals("alive")) {
				tick(client);
				return;
			}
			int count = answer.startsWith("10x ") ? 10 : 1;
			for (int i = 0; i < count; i++) {
				answers.add(describe(client.read()));
			}
			assertThat(answers).containsOnly(expected(answer.replaceFirst("^10x ", "")));
			if (answer.startsWith("close")) {
				client.endOutput();
				assertThat(client.read()).as("after the close frame").isNull();
			}
			else {
				tick(client);
			}
		}
	}

	private static void send(WebSocketClient client, String sent) {
		boolean bytes = sent.startsWith("bytes ");
		for (String frame : sent.replaceFirst("^bytes ", "").split(" ", -1)) {
			String[] parts = frame.split(":", -1);
			String[] head = parts[0].split("x", -1);
			int count = (head.length == 2) ? Integer.parseInt(head[0]) : 1;
			for (int i = 0; i < count; i++) {
				byte[] masked = RawSocket.frame(Integer.parseInt(head[head.length - 1], 16), payload(parts[1]));
				sendAll(client, masked, bytes ? 1 : masked.length);
			}
		}
	}

	/**
	 * Send until the gateway has enough of it.
	 */
	private static void sendAll(WebSocketClient client, byte[] frame, int step) {
		for (int from = 0; from < frame.length; from += step) {
			if (!client.trySend(Arrays.copyOfRange(frame, from, Math.min(frame.length, from + step)))) {
				return;
			}
		}
	}

	private static byte[] payload(String words) {
		StringBuilder digits = new StringBuilder();
		for (String part : words.split("\\+", -1)) {
			String[] repeated = part.split("\\*", -1);
			digits.append((repeated.length == 2) ? repeated[1].repeat(Integer.parseInt(repeated[0])) : part);
		}
		return HexFormat.of().parseHex(digits);
	}

	private static String expected(String answer) {
		String[] words = answer.split(" ", -1);
		if (words[0].equals("close") || words.length == 1) {
			return answer;
		}
		return words[0] + " " + HexFormat.of().formatHex(payload(words[1]));
	}

	private static String describe(@Nullable Frame frame) {
		if (frame == null) {
			return "disconnected";
		}
		return switch (frame.head()) {
			case 0x88 -> (frame.payload().length == 0) ? "close" : "close " + frame.status();
			case 0x8A -> ("pong " + HexFormat.of().formatHex(frame.payload())).strip();
			default -> "frame " + Integer.toHexString(frame.head());
		};
	}

}
