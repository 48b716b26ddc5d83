package io.realtimeclock.gateway.subscription;

import java.nio.ByteBuffer;
import java.util.Arrays;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GatheringTests {

	private static final int CAPACITY = 256 * 1024;

	private final Gathering gathering = new Gathering();

	@Test
	void joinsFramesInTheirOrder() {
		for (int i = 0; i < 200; i++) {
			assertThat(this.gathering.add(new byte[] { (byte) i, (byte) i }, i + 7)).isTrue();
		}
		ByteBuffer bytes = this.gathering.bytes();
		assertThat(bytes.remaining()).isEqualTo(400);
		assertThat(this.gathering.count()).isEqualTo(200);
		for (int i = 0; i < 200; i++) {
			assertThat(this.gathering.position(i)).isEqualTo(i + 7);
			assertThat(bytes.getShort(2 * i)).isEqualTo((short) (i * 0x101));
		}
		this.gathering.clear();
		assertThat(this.gathering.count()).isZero();
		assertThat(this.gathering.bytes().remaining()).isZero();
	}

	@Test
	void tellsWhichFramesWereWrittenAndWhatIsLeftOfTheOneThatWasCut() {
		this.gathering.add(new byte[] { 1, 2, 3 }, 0);
		this.gathering.add(new byte[] { 4, 5, 6, 7 }, 1);
		assertThat(this.gathering.firstUnwritten(0)).isZero();
		assertThat(this.gathering.firstUnwritten(2)).isZero();
		assertThat(this.gathering.firstUnwritten(3)).isEqualTo(1);
		assertThat(this.gathering.firstUnwritten(7)).isEqualTo(2);
		assertThat(this.gathering.isCut(1, 3)).isFalse();
		assertThat(this.gathering.isCut(1, 4)).isTrue();
		assertThat(this.gathering.isCut(0, 1)).isTrue();
		assertThat(this.gathering.rest(1, 5)).isEqualTo(ByteBuffer.wrap(new byte[] { 6, 7 }));
		assertThat(this.gathering.rest(1, 2)).isEqualTo(ByteBuffer.wrap(new byte[] { 4, 5, 6, 7 }));
	}

	@Test
	void isFullWhenTheNextFrameDoesNotFit() {
		assertThat(this.gathering.add(new byte[CAPACITY - 1], 0)).isTrue();
		assertThat(this.gathering.add(new byte[2], 1)).isFalse();
		assertThat(this.gathering.add(new byte[1], 1)).isTrue();
		assertThat(this.gathering.bytes().remaining()).isEqualTo(CAPACITY);
		assertThat(this.gathering.add(new byte[1], 2)).isFalse();
		assertThat(this.gathering.count()).isEqualTo(2);
	}

	@Test
	void passesAFrameThatIsLargerThanItselfOnAlone() {
		byte[] large = new byte[CAPACITY + 1];
		Arrays.fill(large, (byte) 9);
		assertThat(this.gathering.add(large, 0)).isTrue();
		assertThat(this.gathering.add(new byte[1], 1)).isFalse();
		assertThat(this.gathering.bytes()).isEqualTo(ByteBuffer.wrap(large));
		this.gathering.clear();
		assertThat(this.gathering.add(new byte[1], 1)).isTrue();
		assertThat(this.gathering.add(large, 0)).isFalse();
	}

}
