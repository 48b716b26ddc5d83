package io.realtimeclock.systemtests.hostile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import io.realtimeclock.systemtests.ClockSystem;

/**
 * A valid request, which a row then changes.
 */
final class Request {

	static final String LOGIN = "Basic " + Base64.getEncoder()
		.encodeToString((ClockSystem.USER + ":" + ClockSystem.PASSWORD).getBytes(StandardCharsets.US_ASCII));

	private final List<String> lines = new ArrayList<>();

	private String ending = "\r\n";

	private String body = "";

	private Request(String first) {
		this.lines.add(first);
		this.lines.add("Host: clock.example.org");
	}

	static Request of(String first) {
		return new Request(first);
	}

	static Request handshake() {
		return of("GET /time/tic/ HTTP/1.1").add("Upgrade: websocket")
			.add("Connection: Upgrade")
			.add("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")
			.add("Sec-WebSocket-Version: 13")
			.add("Authorization: " + LOGIN);
	}

	Request first(String line) {
		this.lines.set(0, line);
		return this;
	}

	Request add(String line) {
		this.lines.add(line);
		return this;
	}

	Request without(String name) {
		this.lines.removeIf((line) -> line.startsWith(name + ":"));
		return this;
	}

	Request set(String name, String value) {
		return without(name).add(name + ": " + value);
	}

	Request body(String content) {
		this.body = content;
		return this;
	}

	/**
	 * Use another line ending.
	 */
	Request endingWith(String ending) {
		this.ending = ending;
		return this;
	}

	@Override
	public String toString() {
		return String.join(this.ending, this.lines) + this.ending + this.ending + this.body;
	}

}
