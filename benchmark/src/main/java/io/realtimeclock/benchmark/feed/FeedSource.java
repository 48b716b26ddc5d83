package io.realtimeclock.benchmark.feed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes a value of each key at first, and then one of each changing key in turn. */
public final class FeedSource implements AutoCloseable {

	/**
	 * Kafka's default; a feed that is not slowed down by its interval waits for nothing.
	 */
	private static final long LINGER_MILLIS = 5;

	private static final DateTimeFormatter MILLIS = new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

	/** A server that does not read must not prevent its end. */
	private static final long STOP_MILLIS = 5_000;

	private final Thread thread = new Thread(this::run, "feed-source");

	private final Feed feed;

	private final Publisher publisher;

	private final Runnable end;

	private final List<String> keys;

	private volatile boolean running = true;

	private FeedSource(Feed feed, Publisher publisher, Runnable end) {
		this.feed = feed;
		this.publisher = publisher;
		this.end = end;
		this.keys = IntStream.range(0, feed.keys()).mapToObj(Feed::key).toList();
	}

	/** Create the topic and begin to publish, once each key has a value. */
	@SuppressWarnings("FutureReturnValueIgnored") // clients count what is missing
	public static FeedSource start(Feed feed, int kafkaPort) {
		Map<String, Object> kafka = Map.of("bootstrap.servers", "localhost:" + kafkaPort, "linger.ms",
				Math.min(feed.interval().toMillis(), LINGER_MILLIS));
		createTopic(Feed.NAME, "compact", kafkaPort);
		Producer<String, String> producer = new KafkaProducer<>(kafka, new StringSerializer(), new StringSerializer());
		FeedSource source = new FeedSource(feed,
				(key, value) -> producer.send(new ProducerRecord<>(Feed.NAME, key, value)), producer::close);
		source.publishFirst();
		producer.flush();
		return source.start();
	}

	/**
	 * Begin to publish, without Kafka, to a server that only relays messages, the
	 * messages that the gateway makes of the values.
	 */
	public static FeedSource relayed(Feed feed, Publisher server) {
		FeedSource source = new FeedSource(feed, (key, value) -> server.publish(key, message(key, value)), () -> {
		});
		source.publishFirst();
		return source.start();
	}

	private static String message(String key, String value) {
		return "{\"key\":\"" + key + "\",\"value\":" + value + ",\"timestamp\":\"" + MILLIS.format(Instant.now())
				+ "\"}";
	}

	private FeedSource start() {
		this.thread.setDaemon(true);
		this.thread.start();
		return this;
	}

	private void publishFirst() {
		this.keys.forEach((key) -> publish(key, 1));
	}

	/** Create a topic with one partition. */
	public static void createTopic(String name, String cleanupPolicy, int kafkaPort) {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", "localhost:" + kafkaPort))) {
			NewTopic topic = new NewTopic(name, Optional.of(1), Optional.empty());
			admin.createTopics(List.of(topic.configs(Map.of("cleanup.policy", cleanupPolicy))))
				.all()
				.get(30, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new IllegalStateException("The topic could not be created", ex);
		}
	}

	private void run() {
		long begin = System.nanoTime();
		long published = 0;
		try {
			while (this.running) {
				long due = (System.nanoTime() - begin) * this.feed.perSecond() / TimeUnit.SECONDS.toNanos(1);
				for (; published < due; published++) {
					int key = (int) (published % this.feed.changing());
					publish(this.keys.get(key), 2 + published / this.feed.changing());
				}
				Thread.sleep(1);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void publish(String key, long sequence) {
		Instant now = Instant.now();
		long sent = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
		try {
			this.publisher.publish(key, "{\"sequence\":" + sequence + ",\"sent\":" + sent + "}");
		}
		catch (IOException ex) {
			if (this.running) {
				throw new UncheckedIOException("Failed to publish a value", ex);
			}
		}
	}

	@Override
	public void close() {
		this.running = false;
		try {
			this.thread.join(STOP_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.end.run();
	}

	/** Publishes a value of a key. */
	@FunctionalInterface
	public interface Publisher {

		void publish(String key, String value) throws IOException;

	}

}
