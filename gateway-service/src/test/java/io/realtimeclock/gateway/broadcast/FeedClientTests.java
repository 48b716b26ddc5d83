package io.realtimeclock.gateway.broadcast;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.realtimeclock.gateway.feed.LoneFeed;
import io.realtimeclock.gateway.subscription.FeedViews;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FeedClientTests {

	private static final long MINUTE = Duration.ofMinutes(1).toNanos();

	private static final String MASKED_PING = "898000000000";

	private static final String COMPLETE = "{\"snapshot\":\"complete\",\"silence\":45000}";

	private final LoneFeed feed = new LoneFeed(10);

	private final FeedViews views = new FeedViews(() -> {
	}, 45_000);

	private final AtomicInteger disconnected = new AtomicInteger();

	private final ScriptedTransport transport = new ScriptedTransport();

	private final FeedClient client = client(MINUTE);

	@Test
	void receivesValuesButNoTicks() {
		join();
		put("1");
		this.client.write(Frame.of(1, new byte[] { 'a' }, null).view(0));
		assertThat(takenText()).contains("\"value\":1,").contains(COMPLETE).doesNotContain("a\u0001");
		put("2");
		assertThat(takenText()).contains("\"value\":2,").doesNotContain("\u0089");
	}

	@Test
	void joinsOnce() {
		join();
		join();
		assertThat(this.feed.feed().subscriptions()).hasValue(1);
	}

	@Test
	void receivesOnlyTheNewestValueOnceItsSocketAcceptsBytes() {
		join();
		takenText();
		this.transport.blocked(true);
		put("1");
		assertThat(this.client.isBlocked()).isTrue();
		put("2");
		put("3");
		ready();
		assertThat(this.client.isBlocked()).isTrue();
		this.transport.blocked(false);
		ready();
		assertThat(takenText()).contains("\"value\":3,").doesNotContain("\"value\":1,", "\"value\":2,");
		assertThat(this.client.isBlocked()).isFalse();
	}

	@Test
	void receivesAPingThatIsDueBeforeItsValues() {
		FeedClient pinged = client(-1);
		pinged.join(this.views);
		this.views.run();
		assertThat(this.transport.taken()).startsWith("8900").contains(hex(COMPLETE));
	}

	@Test
	void receivesASignOfLifeThatAScriptSeesWithAPingOfItsOwn() {
		join();
		takenText();
		this.client.ping();
		this.views.run();
		assertThat(this.transport.taken()).startsWith("8900").endsWith(hex(COMPLETE));
	}

	@Test
	void replacesItsKeysAndIsClosedIfItAsksForNonsense() {
		join();
		takenText();
		sends("{\"keys\":[\"b\"]}");
		this.views.run();
		assertThat(takenText()).contains(COMPLETE);
		sends("nonsense");
		assertThat(this.client.isClosing()).isTrue();
		assertThat(this.transport.taken()).contains("03f0");
		put("1");
		assertThat(this.transport.taken()).as("no value after the close frame").isEmpty();
	}

	@Test
	void isDisconnectedIfItsValuesCannotBeWritten() {
		this.transport.fails(new IOException("reset"));
		join();
		assertThat(this.transport.isOpen()).isFalse();
	}

	@Test
	void isDisconnectedIfAFaultKeepsItsValuesBack() {
		this.transport.fails(new IllegalStateException("a fault"));
		join();
		assertThat(this.transport.isOpen()).isFalse();
		assertThat(this.client.isClosing()).isTrue();
	}

	@Test
	void leavesItsFeedWhenItIsDisconnected() {
		join();
		this.client.disconnected();
		assertThat(this.disconnected).hasValue(1);
		assertThat(this.feed.feed().subscriptions()).hasValue(0);
		this.client.disconnected();
		assertThat(this.feed.feed().subscriptions()).hasValue(0);
		this.transport.taken();
		put("1");
		this.client.ping();
		sends("nonsense");
		assertThat(this.transport.taken()).as("the ping alone").isEqualTo("8900");
	}

	@Test
	void isServedThoughItNeverJoined() {
		this.transport.sends(MASKED_PING);
		ready();
		assertThat(this.transport.taken()).isEqualTo("8a00");
	}

	private void join() {
		this.client.join(this.views);
		this.views.run();
	}

	private void put(String json) {
		this.feed.put("a", json);
		this.feed.publish();
		this.views.run();
	}

	private void sends(String text) {
		byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
		this.transport.sends("81" + HexFormat.of().toHexDigits((byte) (0x80 | ascii.length)) + "00000000" + hex(text));
		ready();
	}

	private void ready() {
		this.client.ready(ByteBuffer.allocate(1024));
	}

	private String takenText() {
		return new String(HexFormat.of().parseHex(this.transport.taken()), StandardCharsets.ISO_8859_1);
	}

	private static String hex(String text) {
		return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
	}

	private FeedClient client(long pingNanos) {
		return new FeedClient(this.transport, ByteBuffer.allocate(0), this.feed.query(List.of("a")), pingNanos,
				new BroadcastMeters(new SimpleMeterRegistry(), InstantSource.system()),
				this.disconnected::incrementAndGet);
	}

}
