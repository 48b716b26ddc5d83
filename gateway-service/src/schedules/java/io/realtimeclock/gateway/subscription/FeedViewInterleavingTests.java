package io.realtimeclock.gateway.subscription;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.realtimeclock.gateway.Interleaving;
import io.realtimeclock.gateway.feed.LoneFeed;
import org.jetbrains.lincheck.Lincheck;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The keys of a feed in many orders of two threads: one reads the topic, the other is the
 * event loop. Once both are quiet a client must hold the newest value.
 */
class FeedViewInterleavingTests {

	private static final int SCHEDULES = 300;

	static {
		// Classes are initialized before threads are ordered
		Loop loop = new Loop();
		loop.put("1");
		loop.assertHolds(loop.join(), "1");
	}

	@Test
	void aClientThatComesWhileAKeyChangesEndsWithTheNewestValue() {
		Lincheck.runConcurrentTest(SCHEDULES, () -> {
			Loop loop = new Loop();
			loop.put("1");
			SlowClient[] client = new SlowClient[1];
			Interleaving.of(() -> loop.put("2"), () -> {
				client[0] = loop.join();
				loop.runUntilItSleeps();
			});
			loop.assertHolds(client[0], "2");
		});
	}

	@Test
	void aClientEndsWithTheNewestOfTwoValuesThatComeWhileItIsWrittenTo() {
		Lincheck.runConcurrentTest(SCHEDULES, () -> {
			Loop loop = new Loop();
			SlowClient client = loop.join();
			loop.put("1");
			Interleaving.of(() -> {
				loop.put("2");
				loop.put("3");
			}, loop::runUntilItSleeps);
			loop.assertHolds(client, "3");
		});
	}

	@Test
	void theNextClientMissesNothingThatChangedWhenTheLastOneLeft() {
		Lincheck.runConcurrentTest(SCHEDULES, () -> {
			Loop loop = new Loop();
			SlowClient last = loop.join();
			SlowClient[] client = new SlowClient[1];
			Interleaving.of(() -> loop.put("1"), () -> {
				loop.leave(last);
				client[0] = loop.join();
				loop.runUntilItSleeps();
			});
			loop.assertHolds(client[0], "1");
		});
	}

	@Test
	void aKeyThatIsDeletedAndMadeAgainWhileClientsChangeHasItsNewestValue() {
		Lincheck.runConcurrentTest(SCHEDULES, () -> {
			Loop loop = new Loop();
			loop.put("1");
			SlowClient last = loop.join();
			loop.runUntilItSleeps();
			SlowClient[] client = new SlowClient[1];
			Interleaving.of(() -> {
				loop.put(null);
				loop.put("2");
			}, () -> {
				loop.leave(last);
				client[0] = loop.join();
				loop.runUntilItSleeps();
			});
			loop.assertHolds(client[0], "2");
		});
	}

	/** An event loop without sockets: it sleeps until it is woken up. */
	private static final class Loop {

		private final LoneFeed feed = new LoneFeed(10);

		private final AtomicBoolean woken = new AtomicBoolean();

		private final FeedViews views = new FeedViews(() -> this.woken.set(true));

		void put(@Nullable String value) {
			this.feed.put("k", value);
			this.feed.publish();
		}

		SlowClient join() {
			SlowClient client = new SlowClient(this.views, this.feed.query(List.of("k")));
			client.takes(10_000);
			return client;
		}

		void leave(SlowClient client) {
			this.views.leave(client.subscription());
		}

		void runUntilItSleeps() {
			do {
				this.woken.set(false);
				this.views.run();
			}
			while (this.woken.get());
		}

		void assertHolds(SlowClient client, String expected) {
			if (this.woken.get() || client.subscription().view().waitMillis(System.nanoTime()) == 0) {
				runUntilItSleeps();
			}
			String last = null;
			for (String message : client.messages()) {
				last = message.contains("\"value\":") ? message : last;
			}
			if (last == null || !last.contains("\"value\":" + expected + ",")) {
				throw new AssertionError("The client holds " + last + " instead of " + expected);
			}
		}

	}

}
