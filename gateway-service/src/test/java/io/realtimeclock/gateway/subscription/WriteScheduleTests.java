package io.realtimeclock.gateway.subscription;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.realtimeclock.gateway.feed.LoneFeed;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WriteScheduleTests {

	private static final long NOW = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);

	private final LoneFeed feed = new LoneFeed(1);

	private final FeedView view = new FeedView(this.feed.feed(), new Gathering(), () -> {
	}, 45_000);

	private final List<Subscription> written = new ArrayList<>();

	@Test
	void changesWaitForAHundredthOfTheInterval() {
		WriteSchedule schedule = new WriteSchedule(TimeUnit.SECONDS.toNanos(1));
		assertThat(schedule.isPausing(NOW)).isFalse();
		schedule.run(NOW, Subscription::write);
		assertThat(schedule.isPausing(later(9))).isTrue();
		assertThat(schedule.waitMillis(later(9), true)).isEqualTo(1);
		assertThat(schedule.isPausing(later(10))).isFalse();
		assertThat(schedule.waitMillis(later(10), true)).isZero();
	}

	@Test
	void changesWaitForNothingWithoutAnInterval() {
		WriteSchedule schedule = new WriteSchedule(0);
		schedule.run(NOW, Subscription::write);
		assertThat(schedule.isPausing(NOW)).isFalse();
		assertThat(schedule.waitMillis(NOW, true)).isZero();
	}

	@Test
	void nothingIsDueWithoutChanges() {
		assertThat(new WriteSchedule(0).waitMillis(NOW, false)).isEqualTo(Long.MAX_VALUE);
	}

	@Test
	void writesToAClientAtMostOnceInAnInterval() {
		WriteSchedule schedule = new WriteSchedule(TimeUnit.SECONDS.toNanos(1));
		schedule.add(client());
		schedule.run(NOW, this.written::add);
		schedule.add(this.written.get(0));
		assertThat(schedule.isDone()).isTrue();
		assertThat(schedule.waitMillis(later(400), false)).isEqualTo(600);
		assertThat(schedule.waitMillis(later(400), true)).isZero();
		schedule.run(later(999), this.written::add);
		assertThat(this.written).hasSize(1);
		schedule.run(later(1000), this.written::add);
		assertThat(this.written).hasSize(2);
	}

	@Test
	void writesToAClientAsOftenAsItIsDueWithoutAnInterval() {
		WriteSchedule schedule = new WriteSchedule(0);
		Subscription client = client();
		for (int writes = 1; writes < 4; writes++) {
			schedule.add(client);
			schedule.add(client);
			assertThat(schedule.isDone()).isFalse();
			assertThat(schedule.waitMillis(NOW, false)).isZero();
			schedule.run(NOW, this.written::add);
			assertThat(this.written).hasSize(writes);
			assertThat(schedule.isDone()).isTrue();
		}
		assertThat(schedule.waitMillis(NOW, false)).isEqualTo(Long.MAX_VALUE);
	}

	@Test
	void writesToSomeOfManyClientsAndToTheOthersInItsNextTurn() {
		WriteSchedule schedule = new WriteSchedule(TimeUnit.SECONDS.toNanos(1));
		IntStream.range(0, 300).forEach((number) -> schedule.add(client()));
		schedule.run(NOW, this.written::add);
		assertThat(this.written).hasSize(256);
		assertThat(schedule.isDone()).isFalse();
		assertThat(schedule.isPausing(NOW)).isFalse();
		schedule.run(NOW, this.written::add);
		assertThat(this.written).hasSize(300).doesNotHaveDuplicates();
	}

	@Test
	void forgetsAClientThatHasLeft() {
		WriteSchedule schedule = new WriteSchedule(0);
		Subscription client = client();
		schedule.add(client);
		schedule.remove(client);
		schedule.run(NOW, this.written::add);
		assertThat(this.written).isEmpty();
		assertThat(schedule.isDone()).isTrue();
	}

	@Test
	void dropsClientsThatLeaveWithinTheInterval() {
		WriteSchedule schedule = new WriteSchedule(TimeUnit.SECONDS.toNanos(1));
		List<Subscription> clients = List.of(client(), client(), client(), client());
		for (int number = 0; number < clients.size(); number++) {
			schedule.add(clients.get(number));
			schedule.run(later(100L * number), this.written::add);
		}
		schedule.remove(clients.get(1));
		assertThat(schedule.waitMillis(later(400), false)).isEqualTo(600);
		schedule.remove(clients.get(0));
		assertThat(schedule.waitMillis(later(400), false)).isEqualTo(800);
		schedule.remove(clients.get(3));
		schedule.run(later(1200), this.written::add);
		assertThat(this.written).hasSize(5).endsWith(clients.get(2));
		assertThat(schedule.waitMillis(later(1200), false)).isEqualTo(1000);
		schedule.remove(clients.get(2));
		assertThat(schedule.waitMillis(later(1300), false)).as("nobody is left").isEqualTo(Long.MAX_VALUE);
	}

	@Test
	void dropsAClientThatLeavesWhileItIsWrittenTo() {
		WriteSchedule schedule = new WriteSchedule(TimeUnit.SECONDS.toNanos(1));
		schedule.add(client());
		schedule.run(NOW, schedule::remove);
		assertThat(schedule.waitMillis(NOW, false)).isEqualTo(Long.MAX_VALUE);
	}

	private Subscription client() {
		return new Subscription(this.view, this.feed.query(List.of("a")), () -> {
		});
	}

	private static long later(long millis) {
		return NOW + TimeUnit.MILLISECONDS.toNanos(millis);
	}

}
