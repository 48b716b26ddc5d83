package io.realtimeclock.benchmark.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Objects;

/** The one thread that serves all clients. */
final class EventLoop implements Runnable {

	private static final int BUFFER_SIZE = 1 << 16;

	private static final long IDLE_MILLIS = 100;

	private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_SIZE);

	private final Openings openings = new Openings();

	private final Selector selector;

	private final Mailbox mailbox;

	private final Connector connector;

	private Saturation saturation = new Saturation();

	private volatile boolean running = true;

	EventLoop() throws IOException {
		this.selector = Selector.open();
		this.mailbox = new Mailbox(this.selector);
		this.connector = new Connector(this.selector);
	}

	Mailbox mailbox() {
		return this.mailbox;
	}

	void stop() {
		this.running = false;
		this.selector.wakeup();
	}

	Openings openings() {
		return this.openings;
	}

	Saturation exchangeSaturation() {
		Saturation old = this.saturation;
		this.saturation = new Saturation();
		return old;
	}

	SelectionKey key(Client client) {
		return Objects.requireNonNull(client.channel().keyFor(this.selector));
	}

	@Override
	public void run() {
		try (this.selector) {
			while (this.running) {
				turn();
			}
			for (SelectionKey key : this.selector.keys()) {
				key.channel().close();
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException("The load client's event loop ends", ex);
		}
	}

	private void turn() throws IOException {
		this.mailbox.runAll();
		this.openings.turn();
		for (Opening opening = this.openings.next(); opening != null; opening = this.openings.next()) {
			this.connector.open(opening);
		}
		this.saturation.turnEnded(select());
	}

	private int select() throws IOException {
		if (this.openings.areDue()) {
			return this.selector.selectNow(this::ready);
		}
		return this.selector.select(this::ready, this.openings.isEmpty() ? IDLE_MILLIS : 1);
	}

	private void ready(SelectionKey key) {
		this.saturation.event();
		((Client) key.attachment()).ready(key, this.buffer);
	}

}
