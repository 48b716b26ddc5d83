package io.realtimeclock.benchmark.scenario;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.realtimeclock.benchmark.load.Group;
import io.realtimeclock.benchmark.load.Load;
import io.realtimeclock.benchmark.load.Received;
import io.realtimeclock.benchmark.load.Target;
import io.realtimeclock.benchmark.peer.SystemUnderTest;
import io.realtimeclock.benchmark.process.Wait;

/** The clients of one system, spread over its targets and credentials. */
final class ClientPool implements AutoCloseable {

	static final double AT_ONCE = Double.POSITIVE_INFINITY;

	private static final int PER_SECOND = 1_500;

	private static final Duration CONNECT_LIMIT = Duration.ofSeconds(90);

	private static final Duration INTERVAL = Duration.ofMillis(20);

	private final SystemUnderTest system;

	private final List<String> headers;

	private final Load load;

	private int next;

	/**
	 * Create a pool without clients.
	 * @param clients the maximum number of clients connected at the same time
	 */
	ClientPool(SystemUnderTest system, int clients) throws IOException {
		this.system = system;
		this.headers = system.credentials().headers(clients);
		this.load = new Load(clients);
	}

	Load load() {
		return this.load;
	}

	SystemUnderTest system() {
		return this.system;
	}

	/** Connect clients and wait until each has received a tick. */
	Group connect(String name, int clients, int receiveBuffer) {
		Group group = new Group(name);
		startConnecting(group, clients, PER_SECOND, receiveBuffer);
		awaitTicks(group, clients, CONNECT_LIMIT);
		return group;
	}

	Group connect(String name, int clients) {
		return connect(name, clients, 0);
	}

	void connectMore(Group group, int more) {
		long before = this.load.clientCounts(group).connected();
		startConnecting(group, more, PER_SECOND, 0);
		awaitTicks(group, (int) before + more, CONNECT_LIMIT);
	}

	/** Connect clients without waiting for them. */
	void startConnecting(Group group, int clients, double perSecond, int receiveBuffer) {
		List<Target> targets = this.system.targets();
		List<Load.ConnectRequest> requests = new ArrayList<>();
		for (int i = 0; i < clients; i++) {
			Target target = targets.get(this.next % targets.size());
			String header = this.headers.get(this.next % this.headers.size());
			requests.add(new Load.ConnectRequest(target, header, group, receiveBuffer));
			this.next++;
		}
		this.load.connect(requests, perSecond);
	}

	void awaitTicks(Group group, int clients, Duration limit) {
		boolean complete = Wait.until(() -> {
			Group.ClientCounts counts = this.load.clientCounts(group);
			return counts.ticking() + counts.refused() >= clients;
		}, limit, INTERVAL);
		long ticking = this.load.clientCounts(group).ticking();
		if (!complete || ticking < clients) {
			Received received = this.load.exchangeReceived(group);
			throw new IllegalStateException("%d of %d clients have received a tick from %s; refused %s, closed %s"
				.formatted(ticking, clients, this.system.name(), received.refusals(), received.closes()));
		}
	}

	@Override
	public void close() {
		this.load.close();
	}

}
