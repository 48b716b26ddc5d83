package io.realtimeclock.gateway.consumer;

import java.util.Map;
import java.util.concurrent.Future;

import io.realtimeclock.gateway.FeedGateway;
import io.realtimeclock.gateway.FeedTopicSource;
import io.realtimeclock.gateway.Source;
import io.realtimeclock.gateway.WebSocketClient;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FeedTransactionTests {

	private final FeedTopicSource topic = FeedTopicSource.create(1);

	private final KafkaProducer<String, String> producer = new KafkaProducer<>(Map.of("bootstrap.servers",
			Source.broker().address(), "transactional.id", this.topic.name(), "transaction.timeout.ms", "600000"),
			new StringSerializer(), new StringSerializer());

	FeedTransactionTests() {
		this.producer.initTransactions();
		this.topic.put("a", "1");
	}

	@AfterEach
	void close() {
		this.producer.close();
	}

	@Test
	void clientsGetNeitherValuesNorDeletionsOfAnAbortedTransaction() throws Exception {
		try (FeedGateway gateway = FeedGateway.start(this.topic);
				WebSocketClient client = gateway.connectUpToDate("")) {
			this.producer.beginTransaction();
			send("b", "2");
			send("a", null);
			this.producer.abortTransaction();
			this.topic.put("c", "3");
			assertThat(client.text()).startsWith("{\"key\":\"c\",\"value\":3,");
			assertThat(gateway.get("", "demo").body()).contains("\"key\":\"a\",\"value\":1,").doesNotContain("\"b\"");
		}
	}

	@Test
	void aGatewayIsReadyDuringATransactionWhichClientsGetOnceItIsCommitted() throws Exception {
		this.producer.beginTransaction();
		send("b", "2");
		try (FeedGateway gateway = FeedGateway.start(this.topic); WebSocketClient client = gateway.connect("")) {
			assertThat(FeedGateway.awaitComplete(client)).singleElement()
				.asString()
				.startsWith("{\"key\":\"a\",\"value\":1,");
			this.producer.commitTransaction();
			assertThat(client.text()).startsWith("{\"key\":\"b\",\"value\":2,");
		}
	}

	private void send(String key, @Nullable String value) throws Exception {
		Future<RecordMetadata> sent = this.producer.send(new ProducerRecord<>(this.topic.name(), key, value));
		sent.get();
	}

}
