package io.realtimeclock.benchmark.scenario;

import java.util.ArrayList;
import java.util.List;

import io.realtimeclock.benchmark.load.Group;
import io.realtimeclock.benchmark.load.Opening;
import io.realtimeclock.benchmark.load.Target;
import io.realtimeclock.benchmark.peer.Subject;

/** Spreads clients over the targets of a subject, and over what they show there. */
final class RoundRobin {

	private final List<Target> targets;

	private final List<String> headers;

	private int used;

	RoundRobin(Subject subject, int clients) {
		this.targets = subject.targets();
		this.headers = subject.credentials().headers(clients);
	}

	List<Opening> next(int clients, Group group, int receiveBuffer) {
		List<Opening> openings = new ArrayList<>();
		for (int i = 0; i < clients; i++) {
			Target target = this.targets.get(this.used % this.targets.size());
			String header = this.headers.get(this.used % this.headers.size());
			openings.add(new Opening(target, header, group, receiveBuffer));
			this.used++;
		}
		return openings;
	}

}
