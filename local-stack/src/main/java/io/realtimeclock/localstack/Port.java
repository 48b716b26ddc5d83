package io.realtimeclock.localstack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A TCP port of this machine. */
record Port(int number) {

	/** Draw a free port, but not one that a part will listen on and does not yet. */
	static Port drawBut(int taken) throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return (socket.getLocalPort() != taken) ? new Port(socket.getLocalPort()) : drawBut(taken);
		}
	}

	boolean isFree() {
		try (ServerSocket everywhere = new ServerSocket(this.number)) {
			return everywhere.isBound();
		}
		catch (IOException | IllegalArgumentException ex) {
			return false;
		}
	}

	boolean isListening() {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.number), 100);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
