package io.realtimeclock.benchmark.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.realtimeclock.benchmark.feed.FeedSource;
import io.realtimeclock.benchmark.load.Group;
import io.realtimeclock.benchmark.peer.SystemUnderTest;
import io.realtimeclock.benchmark.process.Wait;
import io.realtimeclock.benchmark.report.Figures;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.VoidDeserializer;
import org.apache.kafka.common.serialization.VoidSerializer;

/** One client of a system that has nothing else to do. */
record Idle(int warmUpSeconds) implements Scenario {

	private static final int SECONDS = 60;

	@Override
	public Figures run(SystemUnderTest system) throws IOException {
		try (ClientPool pool = new ClientPool(system, 1);
				PlainRoundTrips plain = PlainRoundTrips.start(system.kafkaPort(), system.redisPort())) {
			Group client = pool.connect("client", 1);
			Figures figures = new Figures().addAll("first minute: ", measure(pool, client, plain));
			Wait.seconds(this.warmUpSeconds);
			return figures.addAll("later: ", measure(pool, client, plain));
		}
	}

	private static Figures measure(ClientPool pool, Group client, PlainRoundTrips plain) {
		plain.exchange();
		Figures all = MeasurementPeriod.measure(pool, client, SECONDS);
		Figures figures = new Figures();
		for (String name : new String[] { "p50, ms", "p99, ms", "max, ms" }) {
			figures.add("slot to client " + name, all.get(name));
		}
		return figures.add("missed", all.get("missed")).addAll("", plain.exchange());
	}

	/**
	 * What a timer, Redis and Kafka need by themselves, twice per second and between the
	 * slots: a sleep, a PING, and a record from a producer to a consumer, both without
	 * any code of this repository.
	 */
	private static final class PlainRoundTrips implements AutoCloseable {

		private static final String TOPIC = "plain";

		private static final long PERIOD_MILLIS = 500;

		private static final long BETWEEN_SLOTS_MILLIS = 250;

		private final Histogram timer = new ConcurrentHistogram(3);

		private final Histogram ping = new ConcurrentHistogram(3);

		private final Histogram record = new ConcurrentHistogram(3);

		private final Socket redis;

		private final Producer<Void, Long> producer;

		private final Consumer<Void, Long> consumer;

		private final List<Thread> threads = List.of(new Thread(this::send, "plain-producer"),
				new Thread(this::receive, "plain-consumer"));

		private volatile boolean running = true;

		private PlainRoundTrips(Socket redis, String broker) {
			this.redis = redis;
			this.producer = new KafkaProducer<>(Map.of("bootstrap.servers", broker, "linger.ms", 0),
					new VoidSerializer(), new LongSerializer());
			this.consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", broker, "auto.offset.reset", "latest"),
					new VoidDeserializer(), new LongDeserializer());
		}

		/**
		 * Begin to measure.
		 * @throws IOException if Redis can't be connected
		 */
		static PlainRoundTrips start(int kafkaPort, int redisPort) throws IOException {
			FeedSource.createTopic(TOPIC, "delete", kafkaPort);
			Socket redis = new Socket(InetAddress.getLoopbackAddress(), redisPort);
			redis.setTcpNoDelay(true);
			PlainRoundTrips plain = new PlainRoundTrips(redis, "localhost:" + kafkaPort);
			plain.threads.forEach(Thread::start);
			return plain;
		}

		@SuppressWarnings("FutureReturnValueIgnored") // what does not arrive is not
														// counted
		private void send() {
			while (this.running) {
				long now = System.currentTimeMillis();
				long due = (now / PERIOD_MILLIS + 1) * PERIOD_MILLIS + BETWEEN_SLOTS_MILLIS;
				long begin = System.nanoTime();
				long nanos = TimeUnit.MILLISECONDS.toNanos(due - now);
				LockSupport.parkNanos(nanos);
				long awake = System.nanoTime();
				record(this.timer, awake - begin - nanos);
				try {
					ping();
				}
				catch (IOException ex) {
					return;
				}
				long sent = System.nanoTime();
				record(this.ping, sent - awake);
				this.producer.send(new ProducerRecord<>(TOPIC, sent));
			}
		}

		private void ping() throws IOException {
			OutputStream out = this.redis.getOutputStream();
			out.write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
			InputStream in = this.redis.getInputStream();
			if (in.readNBytes("+PONG\r\n".length()).length == 0) {
				throw new IOException("Redis has closed the connection");
			}
		}

		private void receive() {
			this.consumer.assign(List.of(new TopicPartition(TOPIC, 0)));
			while (this.running) {
				this.consumer.poll(Duration.ofMillis(100))
					.forEach((received) -> record(this.record, System.nanoTime() - received.value()));
			}
		}

		private static void record(Histogram histogram, long nanos) {
			histogram.recordValue(TimeUnit.NANOSECONDS.toMicros(Math.max(0, nanos)));
		}

		/** Return the figures since the last call. */
		Figures exchange() {
			Figures figures = new Figures();
			add(figures, "producer to consumer", this.record);
			add(figures, "PING", this.ping);
			add(figures, "timer", this.timer);
			return figures;
		}

		private static void add(Figures figures, String name, Histogram histogram) {
			figures.add(name + " p50, ms", histogram.getValueAtPercentile(50) / 1e3)
				.add(name + " p99, ms", histogram.getValueAtPercentile(99) / 1e3);
			histogram.reset();
		}

		@Override
		public void close() throws IOException {
			this.running = false;
			try {
				for (Thread thread : this.threads) {
					thread.join();
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			this.producer.close();
			this.consumer.close();
			this.redis.close();
		}

	}

}
