package io.realtimeclock.gateway.fanout;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.gateway.fanout.client.Client;
import io.realtimeclock.gateway.fanout.client.LifeLimits;
import io.realtimeclock.gateway.fanout.frame.TickFrame;
import io.realtimeclock.health.Supervisor;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** One event loop for each processor, which share the clients. */
@Component
final class EventLoops implements SmartLifecycle {

	private final AtomicInteger turn = new AtomicInteger();

	private final List<EventLoop> loops;

	private volatile boolean running;

	EventLoops(FanOutMeters meters, GatewayProperties properties, Supervisor supervisor) {
		int processors = Runtime.getRuntime().availableProcessors();
		LifeLimits limits = LifeLimits.of(properties, processors);
		this.loops = IntStream.range(0, processors)
			.mapToObj((number) -> new EventLoop("fan-out-" + number, limits, meters, supervisor))
			.toList();
		meters.connections(this, EventLoops::count, EventLoops::stalled);
	}

	void offer(TickFrame frame) {
		this.loops.forEach((loop) -> loop.offer(frame));
	}

	Membership add(Client client) {
		EventLoop loop = next();
		for (int tried = 1; tried < this.loops.size() && !loop.isRunning(); tried++) {
			loop = next();
		}
		loop.add(client);
		return new Membership(loop, client);
	}

	private EventLoop next() {
		return this.loops.get(Math.floorMod(this.turn.getAndIncrement(), this.loops.size()));
	}

	/**
	 * Say good-bye to so many clients that no more than a part, from 1 to 0, is left of
	 * those who were there at the first call.
	 */
	void leave(double part, Consumer<Client> goodbye) {
		for (int number = 0; number < this.loops.size(); number++) {
			// Each one's last client in its own turn, too
			double roundUp = (number + 0.5) / this.loops.size();
			this.loops.get(number).execute((share) -> share.leave(part, roundUp, goodbye));
		}
	}

	/** Do something to each client, and to each one that still comes. */
	void forEachFromNowOn(Consumer<Client> action) {
		this.loops.forEach((loop) -> loop.execute((share) -> share.forEachFromNowOn(action)));
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

}
