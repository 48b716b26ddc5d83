package io.realtimeclock.benchmark.scenario;

import java.io.IOException;
import java.time.Duration;

import io.realtimeclock.benchmark.load.Census;
import io.realtimeclock.benchmark.load.Group;
import io.realtimeclock.benchmark.load.Load;
import io.realtimeclock.benchmark.load.tally.Received;
import io.realtimeclock.benchmark.peer.Subject;
import io.realtimeclock.benchmark.process.Pause;

/** The clients of one server. */
final class Crowd implements AutoCloseable {

	static final double AT_ONCE = Double.POSITIVE_INFINITY;

	private static final int PER_SECOND = 1_500;

	private static final Duration START_LIMIT = Duration.ofSeconds(90);

	private static final Duration STEP = Duration.ofMillis(20);

	private final Load load;

	private final Subject subject;

	private final RoundRobin openings;

	/**
	 * Prepare clients.
	 * @param clients how many there will be at most at the same time
	 */
	Crowd(Subject subject, int clients) throws IOException {
		this.subject = subject;
		this.openings = new RoundRobin(subject, clients);
		this.load = new Load(clients);
	}

	Load load() {
		return this.load;
	}

	Subject subject() {
		return this.subject;
	}

	/** Connect clients and wait until each of them holds a tick. */
	Group join(String name, int clients, int receiveBuffer) {
		Group group = new Group(name);
		come(group, clients, PER_SECOND, receiveBuffer);
		await(group, clients, START_LIMIT);
		return group;
	}

	Group join(String name, int clients) {
		return join(name, clients, 0);
	}

	void join(Group group, int more) {
		long before = this.load.census(group).connected();
		come(group, more, PER_SECOND, 0);
		await(group, (int) before + more, START_LIMIT);
	}

	/** Connect clients without waiting for them. */
	void come(Group group, int clients, double perSecond, int receiveBuffer) {
		this.load.open(this.openings.next(clients, group, receiveBuffer), perSecond);
	}

	void await(Group group, int clients, Duration limit) {
		boolean there = Pause.until(() -> {
			Census census = this.load.census(group);
			return census.holding() + census.refused() >= clients;
		}, limit, STEP);
		long holding = this.load.census(group).holding();
		if (!there || holding < clients) {
			Received tally = this.load.exchange(group);
			throw new IllegalStateException("%d of %d clients hold a tick of %s; refused %s, ended %s"
				.formatted(holding, clients, this.subject.name(), tally.refusals(), tally.closes()));
		}
	}

	@Override
	public void close() {
		this.load.close();
	}

}
