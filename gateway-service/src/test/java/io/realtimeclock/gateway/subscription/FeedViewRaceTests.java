package io.realtimeclock.gateway.subscription;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.realtimeclock.gateway.feed.FeedQuery;
import io.realtimeclock.gateway.feed.LoneFeed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An event loop and another thread at the same moment, many times: once both are quiet, a
 * client has the newest value of its key.
 */
class FeedViewRaceTests {

	private static final int ROUNDS = 10_000;

	/** By how many turns of an empty loop one of the two is late at most. */
	private static final int LATEST = 200;

	private static final int PLENTY = 10_000;

	private final LoneFeed feed = new LoneFeed(2);

	private final FeedViews views = new FeedViews(() -> {
	}, 45_000);

	private final FeedQuery one = this.feed.query(List.of("a"));

	private final FeedQuery all = this.feed.query(List.of());

	private final ExecutorService other = Executors.newSingleThreadExecutor();

	private final AtomicInteger started = new AtomicInteger();

	@AfterEach
	void stop() {
		this.other.shutdownNow();
	}

	@Test
	void aClientThatJoinsWhileItsKeyChangesReceivesTheNewestValue() throws Exception {
		for (int round = 1; round <= ROUNDS; round++) {
			int value = round;
			SlowClient client = during(round, () -> change(value), () -> new SlowClient(this.views, this.one));
			assertHas(client, value);
			this.views.leave(client.subscription());
		}
	}

	@Test
	void aClientThatJoinsWithAllKeysWhileOneComesReceivesIt() throws Exception {
		for (int round = 1; round <= ROUNDS; round++) {
			int value = round;
			SlowClient client = during(round, () -> change(value), () -> new SlowClient(this.views, this.all));
			assertHas(client, value);
			this.views.leave(client.subscription());
			delete();
		}
	}

	@Test
	void aClientThatIsWrittenToWhileAnotherKeyChangesReceivesThatToo() throws Exception {
		SlowClient client = new SlowClient(this.views, this.feed.query(List.of("a", "b")));
		for (int round = 1; round <= ROUNDS; round++) {
			int value = round;
			this.feed.put("b", Integer.toString(round));
			this.feed.publish();
			client.takes(PLENTY);
			during(round, () -> change(value), () -> {
				this.views.run();
				return client;
			});
			assertHas(client, value);
		}
	}

	@Test
	void aClientThatJoinsWhileTheLastOneOfAnotherLoopLeavesReceivesLaterValues() throws Exception {
		FeedViews otherLoop = new FeedViews(() -> {
		}, 45_000);
		for (int round = 1; round <= ROUNDS; round++) {
			SlowClient last = new SlowClient(otherLoop, this.one);
			SlowClient client = during(round, () -> otherLoop.leave(last.subscription()),
					() -> new SlowClient(this.views, this.one));
			change(round);
			assertHas(client, round);
			this.views.leave(client.subscription());
			delete();
		}
	}

	/** Run both on a thread of their own, one of them a little later than the other. */
	private SlowClient during(int round, Runnable ofOther, Callable<SlowClient> ofLoop) throws Exception {
		int delay = Math.floorMod(round * 7919, 2 * LATEST) - LATEST;
		this.started.set(0);
		Future<?> done = this.other.submit(() -> {
			start(delay);
			ofOther.run();
		});
		start(-delay);
		SlowClient client = ofLoop.call();
		done.get(10, TimeUnit.SECONDS);
		return client;
	}

	/**
	 * Wait for the other thread and then so many turns. To wait asleep is no way to meet,
	 * since waking up takes longer than what is tested. No result depends on the
	 * scheduler: it only lets the other thread come soon where both share a processor.
	 */
	@SuppressWarnings("ThreadPriorityCheck")
	private void start(int delay) {
		this.started.incrementAndGet();
		for (int i = 0; this.started.get() < 2; i++) {
			if (i < LATEST) {
				Thread.onSpinWait();
			}
			else {
				Thread.yield();
			}
		}
		for (int i = 0; i < delay; i++) {
			Thread.onSpinWait();
		}
	}

	private void change(int value) {
		this.feed.put("a", Integer.toString(value));
		this.feed.publish();
	}

	private void delete() {
		this.feed.put("a", null);
		this.feed.publish();
	}

	private void assertHas(SlowClient client, int value) {
		client.takes(PLENTY);
		this.views.run();
		assertThat(client.messages()).filteredOn((message) -> message.contains("\"key\":\"a\""))
			.last()
			.asString()
			.contains("\"value\":" + value + ",");
	}

}
