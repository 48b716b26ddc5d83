package io.realtimeclock.benchmark.scenario;

import java.io.IOException;

import io.realtimeclock.benchmark.load.Group;
import io.realtimeclock.benchmark.peer.SystemUnderTest;
import io.realtimeclock.benchmark.process.Wait;
import io.realtimeclock.benchmark.report.Figures;
import io.realtimeclock.benchmark.report.Report;

/** A load on a running server, with its measurements. */
@FunctionalInterface
public interface Scenario {

	/**
	 * Run the scenario and return its figures.
	 * @throws IOException if the load can't be created
	 */
	Figures run(SystemUnderTest system) throws IOException;

	/**
	 * Connected clients that read every tick.
	 * @param warmUpSeconds the time between connecting and measuring
	 */
	static Scenario steady(int clients, int warmUpSeconds, int seconds) {
		return (system) -> {
			try (ClientPool pool = new ClientPool(system, clients)) {
				Group group = pool.connect("clients", clients);
				Report.progress(system.name() + ": " + clients + " clients are connected");
				Wait.seconds(warmUpSeconds);
				return MeasurementPeriod.measure(pool, group, seconds);
			}
		};
	}

	/**
	 * One client of a system that has nothing else to do, in its first minute and later,
	 * beside what its parts need for the same without the system.
	 * @param warmUpSeconds the time before the second measurement
	 */
	static Scenario idle(int warmUpSeconds) {
		return new Idle(warmUpSeconds);
	}

	/** Clients that connect at once while others are connected already. */
	static Scenario storm(int clients, int residents) {
		return arrivals(clients, ClientPool.AT_ONCE, residents);
	}

	/**
	 * Clients that connect while others are connected already.
	 * @param perSecond the number of clients that connect per second
	 */
	static Scenario arrivals(int clients, double perSecond, int residents) {
		return new Storm(clients, perSecond, residents);
	}

	/**
	 * Clients that stop reading, half of them temporarily and half of them permanently.
	 * @param percent the share of clients that stop reading
	 * @param seconds how long the other clients are measured, before and during the stall
	 * @param permanentSeconds how much longer the permanently stalled clients don't read
	 */
	static Scenario stalled(int clients, int percent, int seconds, int permanentSeconds) {
		return new Stalled(clients, percent, seconds, permanentSeconds);
	}

	/**
	 * Clients that leave and are replaced.
	 * @param percent the share of clients that leave per second
	 */
	static Scenario churn(int clients, int percent, int minutes) {
		return new Churn(clients, percent, minutes);
	}

	/** The memory per connection, from the difference between few and many clients. */
	static Scenario memory(int few, int many) {
		return new Memory(few, many);
	}

	/** The live heap of a JVM without clients and with some. */
	static Scenario liveHeap(int clients) {
		return new LiveHeap(clients);
	}

	/** The allocation rate of a JVM with few and with many clients. */
	static Scenario allocation(int few, int many, int seconds) {
		return new Allocation(few, many, seconds);
	}

}
