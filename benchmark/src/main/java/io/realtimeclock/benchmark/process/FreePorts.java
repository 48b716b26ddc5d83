package io.realtimeclock.benchmark.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Gives each port away only once: a program takes a while until it listens. */
public final class FreePorts {

	private static final Set<Integer> TAKEN = ConcurrentHashMap.newKeySet();

	private FreePorts() {
	}

	/**
	 * Find a port that nothing listens on. It is none of those that the system gives to
	 * clients, of which there will be thousands.
	 */
	public static int next() {
		for (int port = 10_000 + (int) (ProcessHandle.current().pid() % 10_000); port < 32_768; port++) {
			if (TAKEN.add(port) && isFree(port)) {
				return port;
			}
		}
		throw new IllegalStateException("No port is free");
	}

	private static boolean isFree(int port) {
		try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
			return socket.isBound();
		}
		catch (IOException ex) {
			return false;
		}
	}

}
