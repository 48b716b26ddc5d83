package io.realtimeclock.gateway.subscription;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.realtimeclock.gateway.feed.FeedTable;
import io.realtimeclock.gateway.feed.LoneFeed;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class MarkedKeysTests {

	private static final int KEYS = 300;

	private final FeedTable table = new LoneFeed(KEYS).feed().table();

	private final AtomicInteger due = new AtomicInteger();

	private final MarkedKeys keys = new MarkedKeys(this.due::incrementAndGet);

	MarkedKeysTests() {
		IntStream.range(0, KEYS).forEach((number) -> this.keys.add(new KeyView(this.table.hold("k" + number))));
	}

	@Test
	void findsEachMarkOfManyKeysInOrder() {
		List<Integer> positions = IntStream.range(0, KEYS).filter((position) -> position % 7 == 0).boxed().toList();
		positions.forEach(this.keys::mark);
		assertThat(marked()).isEqualTo(positions);
		positions.forEach(this.keys::unmark);
		assertThat(this.keys.isMarked()).isFalse();
		assertThat(marked()).isEmpty();
	}

	@Test
	void firstMarkMakesTheClientDue() {
		assertThat(this.keys.mark(3)).isTrue();
		assertThat(this.keys.mark(3)).isFalse();
		assertThat(this.keys.mark(200)).isTrue();
		assertThat(this.due).hasValue(1);
		this.keys.unmark(3);
		this.keys.unmark(200);
		this.keys.mark(64);
		assertThat(this.due).hasValue(2);
	}

	@Test
	void keyThatMovesTakesItsMarkAlong() {
		this.keys.mark(KEYS - 1);
		KeyView last = this.keys.get(KEYS - 1);
		this.keys.remove(10, 0);
		assertThat(this.keys.get(10)).isSameAs(last);
		assertThat(marked()).containsExactly(10);
	}

	@Test
	void keyThatMovesIsStillToBeVisited() {
		this.keys.mark(99);
		this.keys.mark(KEYS - 1);
		KeyView lastVisited = this.keys.get(99);
		KeyView last = this.keys.get(KEYS - 1);
		KeyView removed = this.keys.get(10);
		assertThat(this.keys.remove(10, 100)).isSameAs(removed);
		assertThat(this.keys.count()).isEqualTo(KEYS - 1);
		assertThat(this.keys.get(10)).isSameAs(lastVisited);
		assertThat(this.keys.get(99)).isSameAs(last);
		assertThat(marked()).containsExactly(10, 99);
		this.keys.remove(98, 99);
		this.keys.remove(KEYS - 3, KEYS - 2);
		assertThat(this.keys.count()).isEqualTo(KEYS - 3);
		assertThat(marked()).containsExactly(10, 99);
	}

	@Test
	void keepsNoKeyThatWasRemoved() {
		WeakReference<KeyView> last = new WeakReference<>(this.keys.remove(KEYS - 1, 0));
		WeakReference<KeyView> other = new WeakReference<>(this.keys.remove(10, 100));
		await().until(() -> {
			System.gc();
			return last.get() == null && other.get() == null;
		});
		assertThat(this.keys.count()).isEqualTo(KEYS - 2);
	}

	private List<Integer> marked() {
		List<Integer> found = new ArrayList<>();
		for (int position = this.keys.next(0); position >= 0; position = this.keys.next(position + 1)) {
			found.add(position);
		}
		return found;
	}

}
