package io.realtimeclock.systemtests.faults;

import java.util.List;

import io.realtimeclock.testsupport.JavaProcess;

/**
 * Two network namespaces like two machines, joined by a link that can be cut.
 */
final class Network implements AutoCloseable {

	static final String SERVERS_ADDRESS = "10.231.77.1";

	private static final String CLIENTS_ADDRESS = "10.231.77.2";

	private final String servers;

	private final String clients;

	private Network(String name) {
		this.servers = name + "-s";
		this.clients = name + "-c";
	}

	static Network create() {
		Network network = new Network("clock-" + ProcessHandle.current().pid());
		try {
			for (String namespace : List.of(network.servers, network.clients)) {
				Command.run("ip", "netns", "add", namespace);
				Command.run("ip", "-netns", namespace, "link", "set", "lo", "up");
			}
			Command.run("ip", "-netns", network.servers, "link", "add", "cable", "type", "veth", "peer", "name",
					"cable", "netns", network.clients);
			plug(network.servers, SERVERS_ADDRESS);
			plug(network.clients, CLIENTS_ADDRESS);
			return network;
		}
		catch (RuntimeException ex) {
			network.close();
			throw ex;
		}
	}

	private static void plug(String namespace, String address) {
		Command.run("ip", "-netns", namespace, "address", "add", address + "/30", "dev", "cable");
		Command.run("ip", "-netns", namespace, "link", "set", "cable", "up");
	}

	/**
	 * Run a program and its children on the servers' side.
	 */
	JavaProcess runAmongServers(Class<?> program, String... arguments) {
		return JavaProcess.program(enter(this.servers), program.getSimpleName(), program.getName(), arguments);
	}

	/**
	 * Run a program and its children on the clients' side.
	 */
	JavaProcess runAmongClients(Class<?> program, String... arguments) {
		return JavaProcess.program(enter(this.clients), program.getSimpleName(), program.getName(), arguments);
	}

	private static List<String> enter(String namespace) {
		return List.of("ip", "netns", "exec", namespace);
	}

	/**
	 * Drop all packets, without notice to either side.
	 */
	void cut() {
		Command.run("ip", "-netns", this.clients, "link", "set", "cable", "down");
	}

	@Override
	public void close() {
		for (String namespace : List.of(this.servers, this.clients)) {
			Command.run("ip", "netns", "delete", namespace);
		}
	}

}
