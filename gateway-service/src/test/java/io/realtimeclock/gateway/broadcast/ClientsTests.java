package io.realtimeclock.gateway.broadcast;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClientsTests {

	private final BroadcastMeters meters = new BroadcastMeters(new SimpleMeterRegistry(), InstantSource.system());

	private final AtomicInteger disconnected = new AtomicInteger();

	private final Clients clients = new Clients();

	@Test
	void visitsEachClientThatStaysWhileOthersComeAndGo() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		List<Client> there = new ArrayList<>();
		for (int i = 0; i < 300; i++) {
			there.add(added());
		}
		List<Client> stay = new ArrayList<>(there);
		List<Client> visited = new ArrayList<>();
		this.clients.forEach((client) -> {
			visited.add(client);
			if (random.nextInt(3) == 0) {
				Client leaving = there.get(random.nextInt(there.size()));
				this.clients.remove(leaving);
				stay.remove(leaving);
			}
			if (random.nextInt(3) == 0) {
				added();
			}
		});
		assertThat(visited).as("seed %d", seed).containsAll(stay);
	}

	@Test
	void removesAClientOnce() {
		Client client = added();
		assertThat(this.clients.count()).isEqualTo(1);
		this.clients.remove(client);
		this.clients.remove(client);
		assertThat(this.clients.count()).isZero();
		assertThat(this.disconnected).hasValue(1);
	}

	@Test
	void removesAClientThatMovedBefore() {
		Client first = added();
		Client second = added();
		Client third = added();
		this.clients.remove(first);
		this.clients.remove(third);
		List<Client> left = new ArrayList<>();
		this.clients.forEach(left::add);
		assertThat(left).containsExactly(second);
	}

	private Client added() {
		try (SocketChannel channel = SocketChannel.open()) {
			Client client = new Client(new PlainTransport(channel, channel), ByteBuffer.allocate(0), this.meters,
					this.disconnected::incrementAndGet);
			this.clients.add(client);
			return client;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
