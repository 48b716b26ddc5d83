package io.realtimeclock.gateway;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import io.realtimeclock.testsupport.FreePorts;
import io.realtimeclock.testsupport.KafkaServer;
import io.realtimeclock.tick.TickNames;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.server.common.GroupVersion;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;

/**
 * A real Kafka broker in this process, with the topic and a producer.
 */
public final class Broker {

	private final String address;

	private final KafkaProducer<byte[], byte[]> producer;

	private Broker(String address) {
		this.address = address;
		// An idempotent one gets stuck when a topic is deleted and created again
		this.producer = new KafkaProducer<>(
				Map.of("bootstrap.servers", address, "linger.ms", "0", "enable.idempotence", "false",
						"max.in.flight.requests.per.connection", "1"),
				new ByteArraySerializer(), new ByteArraySerializer());
	}

	public static Broker start() {
		return startWith();
	}

	/**
	 * Start a broker that knows no groups of the kind of KIP-848, as after an upgrade
	 * from Kafka 3.
	 */
	public static Broker startWithClassicGroupsOnly() {
		return startWith("--feature", GroupVersion.FEATURE_NAME + "=0");
	}

	private static Broker startWith(String... options) {
		KafkaServer kafka = KafkaServer.start(FreePorts.next(), Map.of(), options);
		// After the gateways, which would wait for it
		SpringApplication.getShutdownHandlers().add(kafka::close);
		Broker broker = new Broker(kafka.address());
		broker.createTopic(TickNames.TOPIC, 1);
		return broker;
	}

	public String address() {
		return this.address;
	}

	public int port() {
		return Integer.parseInt(this.address.substring(this.address.indexOf(':') + 1));
	}

	public Admin admin() {
		return Admin.create(Map.of("bootstrap.servers", this.address));
	}

	/**
	 * Return a consumer that has joined a group once it is polled.
	 */
	public KafkaConsumer<byte[], byte[]> member(String group) {
		KafkaConsumer<byte[], byte[]> member = new KafkaConsumer<>(
				Map.of("bootstrap.servers", this.address, "group.id", group, "group.protocol", "consumer"),
				new ByteArrayDeserializer(), new ByteArrayDeserializer());
		member.subscribe(List.of(TickNames.TOPIC));
		return member;
	}

	/**
	 * Let it know groups of the kind of KIP-848.
	 */
	public void upgradeGroups() {
		FeatureUpdate update = new FeatureUpdate((short) 1, FeatureUpdate.UpgradeType.UPGRADE);
		try (Admin admin = admin()) {
			admin.updateFeatures(Map.of(GroupVersion.FEATURE_NAME, update), new UpdateFeaturesOptions())
				.all()
				.get(20, TimeUnit.SECONDS);
		}
		catch (InterruptedException | ExecutionException | TimeoutException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Delete the topic and create it again.
	 */
	public void recreateTopic() {
		deleteTopic(TickNames.TOPIC);
		createTopic(TickNames.TOPIC, 1);
	}

	public void createTopic(String name, int partitions) {
		act((admin) -> admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all());
	}

	public void deleteTopic(String name) {
		act((admin) -> admin.deleteTopics(List.of(name)).all());
	}

	public void addPartitions(String name, int total) {
		act((admin) -> admin.createPartitions(Map.of(name, NewPartitions.increaseTo(total))).all());
	}

	private void act(Function<Admin, KafkaFuture<Void>> action) {
		try (Admin admin = admin()) {
			action.apply(admin).get(20, TimeUnit.SECONDS);
		}
		catch (InterruptedException | ExecutionException | TimeoutException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Send a record without waiting for an answer.
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // flush() waits
	public void send(ProducerRecord<byte[], byte[]> record) {
		this.producer.send(record);
	}

	public void flush() {
		this.producer.flush();
	}

	public void publish(byte @Nullable [] value, Header... headers) {
		try {
			this.producer
				.send(new ProducerRecord<byte[], byte[]>(TickNames.TOPIC, null, (byte[]) null, value, List.of(headers)))
				.get(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException | ExecutionException | TimeoutException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
