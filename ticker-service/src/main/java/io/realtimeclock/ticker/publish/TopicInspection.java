package io.realtimeclock.ticker.publish;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Warns of a topic that is less safe than the one that a ticker creates, since another
 * tool created it, or a broker that creates topics automatically. It is never altered.
 */
final class TopicInspection {

	private static final Log logger = LogFactory.getLog(TopicInspection.class);

	private TopicInspection() {
	}

	static void inspect(Map<String, Object> adminSettings, NewTopic wanted) {
		try (Admin admin = Admin.create(adminSettings)) {
			inspectReplication(admin, wanted);
			inspectCompression(admin, wanted);
		}
		catch (ExecutionException | KafkaException ex) {
			// The ticker works without the right to describe settings
			logger.debug("The topic could not be inspected", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void inspectReplication(Admin admin, NewTopic wanted)
			throws ExecutionException, InterruptedException {
		Map<String, TopicDescription> found = admin.describeTopics(List.of(wanted.name())).allTopicNames().get();
		int replicas = Objects.requireNonNull(found.get(wanted.name())).partitions().get(0).replicas().size();
		if (replicas < wanted.replicationFactor()) {
			logger.warn("The topic '" + wanted.name() + "' has the replication factor " + replicas
					+ ", but ticker.topic.replication-factor is " + wanted.replicationFactor()
					+ ". Add replicas with kafka-reassign-partitions.sh, or stop all tickers,"
					+ " delete the topic and start them again: they create it.");
		}
	}

	private static void inspectCompression(Admin admin, NewTopic wanted)
			throws ExecutionException, InterruptedException {
		ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, wanted.name());
		Map<ConfigResource, Config> found = admin.describeConfigs(List.of(topic)).all().get();
		String compression = Objects.requireNonNull(found.get(topic)).get(TopicConfig.COMPRESSION_TYPE_CONFIG).value();
		if (!compression.equals(wanted.configs().get(TopicConfig.COMPRESSION_TYPE_CONFIG))) {
			logger.warn("The topic '" + wanted.name() + "' has compression.type=" + compression
					+ ", so that one record can use up a gateway's memory. Set it with kafka-configs.sh --alter --topic "
					+ wanted.name() + " --add-config compression.type=uncompressed");
		}
	}

}
