package io.realtimeclock.systemtests.hostile;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

import io.realtimeclock.testsupport.RawSocket;

/**
 * Invalid handshakes and other requests.
 */
final class HandshakeRows {

	private HandshakeRows() {
	}

	static List<Row> rows() {
		return List.of(request("a handshake that is right", "101", Request::handshake),
				request("no login", "401", () -> Request.handshake().without("Authorization")),
				request("no Upgrade", "400", () -> Request.handshake().without("Upgrade")),
				request("Upgrade to something else", "400", () -> Request.handshake().set("Upgrade", "h2c")),
				request("no Connection", "400", () -> Request.handshake().without("Connection")),
				request("no key", "400", () -> Request.handshake().without("Sec-WebSocket-Key")),
				request("a key of 15 bytes", "400",
						() -> Request.handshake().set("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25j")),
				request("a key that is none", "400", () -> Request.handshake().set("Sec-WebSocket-Key", "!!!")),
				request("two keys", "400",
						() -> Request.handshake().add("Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==")),
				request("no version", "4(00|26)", () -> Request.handshake().without("Sec-WebSocket-Version")),
				request("version 8", "426", () -> Request.handshake().set("Sec-WebSocket-Version", "8")),
				request("two versions", "400", () -> Request.handshake().add("Sec-WebSocket-Version: 13")),
				request("no Host", "400", () -> Request.handshake().without("Host")),
				request("two Hosts", "400", () -> Request.handshake().add("Host: evil.example.org")),
				request("two Origins", "400",
						() -> Request.handshake()
							.add("Origin: http://clock.example.org")
							.add("Origin: http://evil.example.org")),
				request("Origin null", "403", () -> Request.handshake().add("Origin: null")),
				request("another Origin", "403", () -> Request.handshake().add("Origin: https://evil.example.org")),
				request("an Origin that is none", "40[03]", () -> Request.handshake().add("Origin: ://")),
				request("a cookie of 8 KB", "431",
						() -> Request.handshake().add("Cookie: SESSION=" + "x".repeat(8192))),
				request("a thousand headers", "431", () -> many(1000)),
				request("a path of 20 KB", "4(14|31)", () -> Request.of("GET /" + "x".repeat(20_000) + " HTTP/1.1")),
				request("a body by Content-Length", "400",
						() -> Request.handshake().add("Content-Length: 5").body("\u0089\u0080abc")),
				request("a body by Transfer-Encoding", "400",
						() -> Request.handshake().add("Transfer-Encoding: chunked").body("1\r\nx\r\n0\r\n\r\n")),
				request("both, to smuggle a request", "400",
						() -> Request.handshake().add("Transfer-Encoding: chunked").add("Content-Length: 3")),
				request("two Content-Lengths", "400",
						() -> Request.handshake().add("Content-Length: 3").add("Content-Length: 4")),
				request("a Content-Length below zero", "400", () -> Request.handshake().add("Content-Length: -1")),
				request("a space before the colon", "400", () -> Request.handshake().add("X-Name : 1")),
				request("a folded header", "400", () -> Request.handshake().add("X-Name: 1").add(" 2")),
				request("a header without a name", "400", () -> Request.handshake().add(": 1")),
				request("a zero byte in a header", "400", () -> Request.handshake().add("X-Name: a\0b")),
				request("lines that end by a carriage return", "400", () -> Request.handshake().endingWith("\r")),
				request("HTTP/1.0", "4\\d\\d|505", () -> Request.handshake().first("GET /time/tic/ HTTP/1.0")),
				request("HTTP/3.0", "400|505", () -> Request.handshake().first("GET /time/tic/ HTTP/3.0")),
				request("POST", "4\\d\\d", () -> Request.handshake().first("POST /time/tic/ HTTP/1.1")),
				request("a method in small letters", "4\\d\\d",
						() -> Request.handshake().first("get /time/tic/ HTTP/1.1")),
				request("CONNECT", "4\\d\\d", () -> Request.handshake().first("CONNECT evil.example.org:443 HTTP/1.1")),
				request("TRACE", "405", () -> Request.of("TRACE / HTTP/1.1").add("Authorization: " + Request.LOGIN)),
				request("no slash at the end", "404", () -> Request.handshake().first("GET /time/tic HTTP/1.1")),
				request("capitals", "404", () -> Request.handshake().first("GET /TIME/TIC/ HTTP/1.1")),
				request("a double slash", "40[04]", () -> Request.handshake().first("GET //time/tic/ HTTP/1.1")),
				request("a path parameter", "40[04]", () -> Request.handshake().first("GET /time/tic/;a=b HTTP/1.1")),
				request("up and down again", "40[04]",
						() -> Request.handshake().first("GET /x/..;/time/tic/ HTTP/1.1")),
				request("an encoded slash", "40[04]", () -> Request.handshake().first("GET /time%2Ftic/ HTTP/1.1")),
				request("an encoded way up", "40[04]",
						() -> Request.of("GET /assets/%2e%2e/gateway-service.yml HTTP/1.1")),
				request("a way up out of the assets", "40[04]",
						() -> Request.of("GET /assets/../gateway-service.yml HTTP/1.1")),
				request("an absolute URI of another host", "4\\d\\d",
						() -> Request.handshake().first("GET http://evil.example.org/time/tic/ HTTP/1.1")),
				request("the management port's paths", "404", () -> Request.of("GET /actuator/sockets HTTP/1.1")),
				request("the token in the URL", "401",
						() -> Request.handshake()
							.without("Authorization")
							.first("GET /time/tic/?access_token=abc HTTP/1.1")),
				bytes("a TLS hello to a plain port", "400|closed",
						"\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc"),
				bytes("HTTP/2 without a word", "4\\d\\d|505|closed", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
				bytes("64 KB of nothing", "400|431|closed", "\u0000".repeat(65_536)),
				bytes("an endless line", "4(14|31)|closed", "GET /" + "a".repeat(1_000_000)));
	}

	private static Request many(int headers) {
		Request request = Request.handshake();
		for (int i = 0; i < headers; i++) {
			request.add("X-Header-" + i + ": 0123456789");
		}
		return request;
	}

	private static Row request(String words, String answer, Supplier<Request> request) {
		return new Row(words, (gateway) -> gateway.answer(request.get()), answer);
	}

	private static Row bytes(String words, String answer, String bytes) {
		return new Row(words, (gateway) -> {
			try (RawSocket socket = new RawSocket(gateway.port())) {
				return socket.trySend(bytes.getBytes(StandardCharsets.ISO_8859_1)) ? socket.status() : "closed";
			}
		}, answer);
	}

}
