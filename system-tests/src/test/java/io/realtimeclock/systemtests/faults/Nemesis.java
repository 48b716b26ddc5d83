package io.realtimeclock.systemtests.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.realtimeclock.systemtests.Pause;
import io.realtimeclock.systemtests.ServiceProcess;
import io.realtimeclock.testsupport.Signal;

import static org.awaitility.Awaitility.await;

/**
 * Causes one fault after the other, in the order of a seed, and writes each into a
 * history. A fault is healed when its part works again.
 */
final class Nemesis {

	/** The part of a history that stands for a ticker's network to Redis. */
	static final String LINK_OF_A_TICKER = "ticker-to-redis";

	private final Cluster cluster;

	private final HistoryFile history;

	private final Random random;

	private final List<Fault> faults = new ArrayList<>();

	Nemesis(Cluster cluster, List<Surroundings> surroundings, HistoryFile history, long seed) {
		this.cluster = cluster;
		this.history = history;
		this.random = new Random(seed);
		for (int i = 0; i < 2; i++) {
			int number = i;
			service("ticker-" + (i + 1), () -> cluster.ticker(number), () -> cluster.startTicker(number));
			service("gateway-" + (i + 1), () -> cluster.gateway(number), () -> cluster.startGateway(number));
		}
		add("redis", "killed", () -> cluster.redis().send(Signal.KILL), cluster::restartRedis);
		add("redis", "frozen", () -> cluster.redis().send(Signal.STOP), () -> cluster.redis().send(Signal.CONT));
		add("broker", "killed", () -> cluster.broker().send(Signal.KILL), () -> {
			await().until(() -> !cluster.broker().isAlive());
			cluster.broker().start();
			cluster.broker().awaitNodes(1);
		});
		add("broker", "frozen", () -> cluster.broker().send(Signal.STOP), () -> cluster.broker().send(Signal.CONT));
		surroundings.forEach(this::addThoseOf);
	}

	private void service(String part, Service service, Step start) {
		Step restart = () -> {
			start.run();
			service.get().awaitReady();
		};
		add(part, "killed", () -> service.get().killNow(), restart);
		add(part, "stopped", () -> service.get().close(), restart);
		add(part, "frozen", () -> Signal.STOP.to(service.get().pid()), () -> Signal.CONT.to(service.get().pid()));
	}

	private void addThoseOf(Surroundings surroundings) {
		String part = surroundings.part();
		Link link = surroundings.link();
		add(part.startsWith("ticker") ? LINK_OF_A_TICKER : part, "cut off from Redis", link::cut, link::connect);
		ShiftedClock clock = surroundings.clock();
		if (clock != null) {
			for (int minutes : new int[] { 1, -1 }) {
				add(part, "clock shifted by %d min".formatted(minutes), () -> clock.shift(Duration.ofMinutes(minutes)),
						() -> clock.shift(Duration.ZERO));
			}
		}
	}

	private void add(String part, String how, Step begin, Step heal) {
		this.faults.add(new Fault(part, how, begin, heal));
	}

	/**
	 * Cause faults for a while; all are healed at the end.
	 * @return how many there were
	 */
	int run(Duration time) throws IOException {
		long end = System.nanoTime() + time.toNanos();
		int count = 0;
		while (System.nanoTime() - end < 0) {
			Fault fault = this.faults.get(this.random.nextInt(this.faults.size()));
			String name = ++count + ": " + fault.part() + " " + fault.how();
			this.history.write("fault", Map.of("fault", name, "part", fault.part()));
			fault.begin().run();
			try {
				pause(3_000);
			}
			finally {
				fault.heal().run();
			}
			this.history.write("healed", Map.of("fault", name));
			pause(2_000);
		}
		this.cluster.awaitReady();
		return count;
	}

	private void pause(int mostMillis) {
		Pause.of(Duration.ofMillis(this.random.nextInt(mostMillis)));
	}

	private interface Step {

		void run() throws IOException;

	}

	private interface Service {

		ServiceProcess get();

	}

	/**
	 * A fault that can be caused.
	 *
	 * @param part the part that it befalls
	 * @param how what befalls it
	 * @param begin causes it
	 * @param heal ends it and waits until the part works
	 */
	private record Fault(String part, String how, Step begin, Step heal) {
	}

}
