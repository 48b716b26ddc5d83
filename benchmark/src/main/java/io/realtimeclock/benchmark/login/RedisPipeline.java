package io.realtimeclock.benchmark.login;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Has Redis copy much at once: all commands are sent before any answer is read. */
final class RedisPipeline {

	private RedisPipeline() {
	}

	static void send(List<String> commands, int port) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
				BufferedReader answers = new BufferedReader(
						new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
			String all = String.join("\r\n", commands) + "\r\n";
			socket.getOutputStream().write(all.getBytes(StandardCharsets.US_ASCII));
			for (int i = 0; i < commands.size(); i++) {
				String answer = answers.readLine();
				if (!":1".equals(answer)) {
					throw new IOException("Redis copies no session: " + answer);
				}
			}
		}
	}

}
