package io.realtimeclock.gateway.fanout;

import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.gateway.fanout.frame.TickFrame;
import io.realtimeclock.gateway.message.TickMessage;
import jakarta.websocket.Session;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Sends each message to all clients. Whoever publishes hands the frame over and returns;
 * event loops, one for each processor, write it to the clients they share.
 */
@Component
public final class FanOut implements SmartLifecycle {

	private final PatientThreads patient = new PatientThreads();

	private final AtomicInteger turn = new AtomicInteger();

	private final List<EventLoop> loops;

	private final FanOutMeters meters;

	private final FrameEncoder encoder;

	private volatile boolean running;

	FanOut(FanOutMeters meters, JsonMapper json, GatewayProperties properties) {
		this.meters = meters;
		this.encoder = new FrameEncoder(json);
		this.loops = IntStream.range(0, Runtime.getRuntime().availableProcessors())
			.mapToObj((number) -> new EventLoop(LifeLimits.of(properties), meters))
			.toList();
		meters.connections(this, FanOut::count, FanOut::stalled);
	}

	/**
	 * Send a tick to every client that is connected now, and to each one that connects
	 * until the next message. It is encoded here, once.
	 * @param tick the tick
	 */
	public synchronized void publish(LiveTick tick) {
		offer(this.encoder.encode(tick));
	}

	/**
	 * Send a notice in a tick's place.
	 * @param notice the message
	 */
	public synchronized void publish(TickMessage notice) {
		offer(this.encoder.encode(notice));
	}

	private void offer(TickFrame frame) {
		this.loops.forEach((loop) -> loop.offer(frame));
	}

	/**
	 * Serve a client by its socket, which nobody else reads or writes from now on.
	 * @param channel the socket, in non-blocking mode
	 * @param connection closes the socket and whatever else was opened for it
	 * @param readAhead what the client has sent already
	 * @param onGone what is run once the client has gone
	 * @return the client
	 */
	public Membership join(SocketChannel channel, Closeable connection, ByteBuffer readAhead, Runnable onGone) {
		return join(new DirectClient(channel, connection, readAhead, this.meters, onGone));
	}

	/**
	 * Serve a client by the server's own WebSocket session.
	 * @param session the session
	 * @param onGone what is run once the client has gone
	 * @return the client
	 */
	public Membership join(Session session, Runnable onGone) {
		return join(new SessionClient(session, this.patient, this.meters, onGone));
	}

	private Membership join(Client client) {
		EventLoop loop = this.loops.get(Math.floorMod(this.turn.getAndIncrement(), this.loops.size()));
		loop.add(client);
		return new Membership(loop, client);
	}

	/**
	 * Say good-bye to so many clients that no more than the given part of those who were
	 * there at the first call are left.
	 * @param part from 1, all of them, to 0
	 */
	void leave(double part, Consumer<Client> goodbye) {
		for (int number = 0; number < this.loops.size(); number++) {
			// Each one's last client in its own turn, too
			double roundUp = (number + 0.5) / this.loops.size();
			this.loops.get(number).leave(part, roundUp, goodbye);
		}
	}

	/**
	 * Do something to each client, and to each one that still comes.
	 */
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
		for (int number = 0; number < this.loops.size(); number++) {
			this.loops.get(number).start("fan-out-" + number);
		}
	}

	@Override
	public void stop() {
		this.running = false;
		this.loops.forEach(EventLoop::stop);
		this.patient.stop();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return DEFAULT_PHASE - 100;
	}

}
