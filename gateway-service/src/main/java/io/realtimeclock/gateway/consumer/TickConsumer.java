package io.realtimeclock.gateway.consumer;

import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.stereotype.Component;

/**
 * Reads the topic in a consumer group of this replica's own (KIP-848), from the newest
 * record on. It commits nothing, and its group goes with it.
 */
@Component
final class TickConsumer implements SmartLifecycle {

	private final KafkaMessageListenerContainer<byte[], byte[]> container;

	private final ReplicaGroup group;

	private volatile @Nullable Uuid topic;

	private volatile boolean wanted;

	TickConsumer(TickContainers containers, ReplicaGroup group) {
		this.container = containers.create();
		this.group = group;
	}

	/** Tell whether it should read. */
	boolean isWanted() {
		return this.wanted;
	}

	boolean isReading() {
		return this.container.isRunning();
	}

	/** Tell whether it reads the topic with the given id. */
	boolean reads(Uuid topic) {
		return this.container.isRunning() && topic.equals(this.topic);
	}

	/**
	 * Read this topic, and no other any more. A consumer that joins before the topic
	 * exists, or is made anew, would hear of it only with its next heartbeat, seconds
	 * later.
	 */
	synchronized void read(Uuid topic) {
		if (this.container.isRunning()) {
			this.container.stop();
			// In a group that has just lost a member a new one gets nothing until its
			// next heartbeat, too
			this.group.delete();
		}
		if (!this.wanted) {
			return;
		}
		this.container.getContainerProperties().setGroupId(this.group.choose());
		this.container.start();
		this.topic = topic;
	}

	@Override
	public void start() {
		this.wanted = true;
	}

	@Override
	public void stop() {
		this.wanted = false;
		synchronized (this) {
			if (this.container.isRunning()) {
				this.container.stop();
				this.group.delete();
			}
		}
	}

	@Override
	public boolean isRunning() {
		return this.wanted;
	}

	@Override
	public int getPhase() {
		return DEFAULT_PHASE - 100;
	}

}
