package io.realtimeclock.gateway.broadcast;

import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.gateway.feed.FeedQuery;
import io.realtimeclock.gateway.rfc6455.CloseCode;
import io.realtimeclock.health.Supervisor;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Sends each message to all clients. The publisher hands a frame to the event loops, one
 * per processor, and returns; they share the clients and write to them.
 */
@Component
public final class Broadcaster implements SmartLifecycle {

	private final AtomicInteger turn = new AtomicInteger();

	private final BroadcastMeters meters;

	private final List<EventLoop> loops;

	private final long pingNanos;

	private long lastOrder;

	private volatile boolean running;

	Broadcaster(BroadcastMeters meters, KeepAlive.Properties keepAlive, GatewayProperties gateway,
			Supervisor supervisor) {
		this.meters = meters;
		int processors = Runtime.getRuntime().availableProcessors();
		KeepAlive.Timeouts timeouts = KeepAlive.Timeouts.of(keepAlive, gateway.maxConnections(), processors);
		this.pingNanos = timeouts.pingNanos();
		this.loops = IntStream.range(0, processors)
			.mapToObj((number) -> new EventLoop("fan-out-" + number, timeouts, meters, supervisor))
			.toList();
		meters.connections(this, Broadcaster::count, Broadcaster::stalled);
	}

	/**
	 * Send a message to every client that is connected now, and to each one that connects
	 * until the next message. Both messages are encoded here, once.
	 * @param message the message
	 * @param staleMessage what clients receive instead once the message has expired
	 * @param since when its value came into being
	 * @param timeToLive after which time it has expired
	 */
	public synchronized void publish(byte[] message, byte[] staleMessage, Instant since, Duration timeToLive) {
		long expiresAt = System.nanoTime() + timeToLive.toNanos();
		long order = ++this.lastOrder;
		Frame staleFrame = Frame.of(order, staleMessage, null);
		offer(Frame.of(order, message, new Frame.Lifetime(since, expiresAt, staleFrame)));
	}

	/** Send a notice, which does not expire, in a message's place. */
	public synchronized void publish(byte[] notice) {
		offer(Frame.of(++this.lastOrder, notice, null));
	}

	private void offer(Frame frame) {
		this.loops.forEach((loop) -> loop.offer(frame));
	}

	/**
	 * Serve a client of the clock, or of a feed.
	 * @param channel its socket, in non-blocking mode, which nobody else reads or writes
	 * from now on
	 * @param endPoint Jetty's end point above the socket, which encrypts on TLS
	 * @param received what the client has sent already
	 * @param query the keys of the feed, {@code null} for the clock
	 * @param onDisconnect run once the client is disconnected, possibly more than once
	 */
	public ClientHandle join(SocketChannel channel, EndPoint endPoint, ByteBuffer received, @Nullable FeedQuery query,
			Runnable onDisconnect) {
		Transport transport = (endPoint.getTransport() == channel) ? new PlainTransport(channel, endPoint)
				: new TlsTransport(channel, endPoint);
		Client client = (query != null)
				? new FeedClient(transport, received, query, this.pingNanos, this.meters, onDisconnect)
				: new Client(transport, received, this.meters, onDisconnect);
		EventLoop loop = next();
		for (int tried = 1; tried < this.loops.size() && !loop.isRunning(); tried++) {
			loop = next();
		}
		loop.add(client);
		return new ClientHandle(loop, client);
	}

	private EventLoop next() {
		return this.loops.get(Math.floorMod(this.turn.getAndIncrement(), this.loops.size()));
	}

	/**
	 * Close so many clients that no more than a part, from 1 to 0, is left of those who
	 * were connected at the first call.
	 */
	void closeAllBut(double part, Consumer<Client> close) {
		for (int number = 0; number < this.loops.size(); number++) {
			// So that the last clients of all loops are not closed at the same time
			double roundUp = (number + 0.5) / this.loops.size();
			this.loops.get(number).closeAllBut(part, roundUp, close);
		}
	}

	/** Do something to each client, and to each one that connects from now on. */
	void forEachFromNowOn(Consumer<Client> action) {
		this.loops.forEach((loop) -> loop.forEachFromNowOn(action));
	}

	int count() {
		return this.loops.stream().mapToInt(EventLoop::count).sum();
	}

	private int stalled() {
		return this.loops.stream().mapToInt(EventLoop::stalled).sum();
	}

	@Override
	public void start() {
		this.running = true;
		this.loops.forEach(EventLoop::start);
	}

	@Override
	public void stop() {
		this.running = false;
		this.loops.forEach(EventLoop::stop);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return DEFAULT_PHASE - 100;
	}

	/** A client that is being served. Any thread may use it. */
	public static final class ClientHandle {

		private final EventLoop loop;

		private final Client client;

		ClientHandle(EventLoop loop, Client client) {
			this.loop = loop;
			this.client = client;
		}

		/** Close the client's connection, with a reason in ASCII. */
		public void close(CloseCode code, String reason) {
			this.loop.execute(() -> this.client.close(code, reason));
		}

		/** Note that the client's connection is closed. */
		public void disconnected() {
			this.loop.remove(this.client);
		}

	}

}
