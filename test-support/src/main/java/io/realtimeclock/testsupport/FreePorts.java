package io.realtimeclock.testsupport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds free ports and returns each only once, since servers listen some time later.
 */
public final class FreePorts {

	private static final Set<Integer> RESERVED = ConcurrentHashMap.newKeySet();

	private FreePorts() {
	}

	/**
	 * Return a free port below the range that the system uses for client connections.
	 */
	public static int next() {
		// Processes with ids in a row, such as the JVMs of one test run, begin far apart
		int begin = 10_000 + (int) (ProcessHandle.current().pid() * 101 % 10_000);
		for (int port = begin; port < 32_768; port++) {
			if (RESERVED.add(port) && isFree(port)) {
				return port;
			}
		}
		throw new IllegalStateException("There is no free port");
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
