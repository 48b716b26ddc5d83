package io.realtimeclock.systemtests.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import io.realtimeclock.systemtests.ClockSystem;
import io.realtimeclock.systemtests.Console;
import io.realtimeclock.systemtests.FeedProducer;
import io.realtimeclock.systemtests.NodeModules;
import io.realtimeclock.systemtests.Part;
import io.realtimeclock.systemtests.Pause;
import io.realtimeclock.systemtests.Requires;
import io.realtimeclock.systemtests.Script;
import io.realtimeclock.testsupport.FreePorts;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that are not ours record what they see while one part after the other fails.
 * The checker, which shares no code with the services, judges it.
 * {@code -Dhistory.seed=…} repeats the order of the faults.
 */
@Tag("walk")
@Requires({ Part.NPM, Part.PYTHON })
class HistoryIT {

	private static final double MINUTES = Double.parseDouble(System.getProperty("history.minutes", "0.4"));

	private static final long SEED = Long.getLong("history.seed", System.nanoTime());

	private static final String RESOURCES = "src/test/resources/history/";

	private static final String FEED = "prices";

	private static final Duration SETTLED_WITHIN = Duration.ofSeconds(5);

	private static final Map<String, Object> LIMITS = Map.of("oldest_live", 1.5, "settled_within",
			SETTLED_WITHIN.toSeconds(), "delivered_within", 1, "login_ended_within", 2, "slots", List.of("time"),
			"duplicates_allowed_during", List.of("redis", "broker", Nemesis.LINK_OF_A_TICKER), "duplicates_grace", 2,
			"claim_timeout", 0.1);

	private final Path folder = Path.of("target", "history", "seed-" + SEED);

	private final List<Path> files = new ArrayList<>();

	@Test
	void keepsTheInvariants() throws Exception {
		Console.print("A history of %.1f min, seed %d".formatted(MINUTES, SEED));
		Files.createDirectories(this.folder);
		String modules = NodeModules.install("history").toAbsolutePath().toString();
		List<ClusterNode> brokers = ClusterNode.cluster(1);
		int redis = FreePorts.next();
		try (Surroundings ticker = Surroundings.of("ticker-2", redis);
				Surroundings gateway = Surroundings.of("gateway-2", redis);
				FeedProducer producer = FeedProducer.create(brokers.get(0).address(), FEED);
				Cluster cluster = Cluster.on(brokers, "history", redis,
						(part) -> settings(part, List.of(ticker, gateway)));
				HistoryFile history = new HistoryFile(file("system"))) {
			history.write("limits", LIMITS);
			try (Stalls stalls = new Stalls(history);
					RecordedTopics topics = new RecordedTopics(cluster, FEED, history);
					Script python = recorder(cluster, "websockets", "python3", RESOURCES + "record.py");
					Script node = recorder(cluster, "ws", "node", RESOURCES + "record.mjs", modules)) {
				int faults = whilePublishing(producer, new Nemesis(cluster, List.of(ticker, gateway), history, SEED));
				Pause.of(SETTLED_WITHIN.plusSeconds(1));
				history.write("end", Map.of());
				assertThat(faults).isPositive();
				stalls.end();
				topics.end();
				python.end();
				node.end();
			}
		}
		judge();
	}

	private static Map<String, String> settings(String part, List<Surroundings> surroundings) {
		Map<String, String> settings = new HashMap<>();
		if (part.startsWith("gateway-")) {
			settings.putAll(Map.of("GATEWAY_FEEDS_PRICES_TOPIC", FEED, "GATEWAY_DRAIN_WINDOW", "2s"));
		}
		surroundings.stream()
			.filter((own) -> own.part().equals(part))
			.forEach((own) -> settings.putAll(own.settings()));
		return settings;
	}

	private Path file(String recorder) {
		Path file = this.folder.resolve(recorder + ".jsonl");
		this.files.add(file);
		return file;
	}

	private Script recorder(Cluster cluster, String name, String... command) throws IOException {
		List<String> all = new ArrayList<>(List.of(command));
		all.addAll(List.of(file(name).toString(), ClockSystem.USER + ":" + ClockSystem.PASSWORD,
				Integer.toString(cluster.gateway(0).port()), Integer.toString(cluster.gateway(1).port())));
		return Script.run(all.toArray(String[]::new));
	}

	/**
	 * Write a new value of one of ten keys, 20 times per second, while parts fail.
	 */
	private static int whilePublishing(FeedProducer producer, Nemesis nemesis) throws IOException {
		AtomicInteger number = new AtomicInteger();
		ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
		Future<?> unused = thread.scheduleAtFixedRate(() -> {
			int n = number.incrementAndGet();
			producer.put("k" + n % 10, "{\"n\":" + n + "}");
		}, 0, 50, TimeUnit.MILLISECONDS);
		try {
			return nemesis.run(Duration.ofMillis((long) (MINUTES * 60_000)));
		}
		finally {
			thread.shutdownNow();
		}
	}

	private void judge() throws Exception {
		// Otherwise the invariant about logins holds whatever the gateways do
		assertThat(this.folder.resolve("websockets.jsonl")).content().contains("login_ended");
		List<String> command = new ArrayList<>(List.of("python3", "checker/check.py"));
		this.files.forEach((file) -> command.add(file.toString()));
		try (Script judge = Script.run(command.toArray(String[]::new))) {
			int status = judge.await(300);
			Console.print(String.join("\n", judge.lines()));
			assertThat(status).as("seed %d; judge the history again with %s", SEED, String.join(" ", command)).isZero();
		}
	}

	/**
	 * Records when the machine stood still, with a thread that only sleeps.
	 */
	private static final class Stalls implements AutoCloseable {

		private static final Duration SLEEP = Duration.ofMillis(10);

		private static final Duration STALL = Duration.ofMillis(50);

		private final Thread thread;

		private volatile boolean ended;

		Stalls(HistoryFile history) {
			this.thread = new Thread(() -> run(history), "stalls");
			this.thread.start();
		}

		private void run(HistoryFile history) {
			while (!this.ended) {
				long begin = System.nanoTime();
				LockSupport.parkNanos(SLEEP.toNanos());
				Duration late = Duration.ofNanos(System.nanoTime() - begin).minus(SLEEP);
				if (late.compareTo(STALL) > 0) {
					history.write("stall", Map.of("seconds", late.toMillis() / 1000.0));
				}
			}
		}

		void end() throws InterruptedException {
			this.ended = true;
			this.thread.join();
		}

		@Override
		public void close() {
			this.ended = true;
		}

	}

}
