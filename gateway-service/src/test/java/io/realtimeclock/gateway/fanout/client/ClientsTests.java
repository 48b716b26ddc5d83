package io.realtimeclock.gateway.fanout.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.realtimeclock.gateway.fanout.connection.DirectConnection;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClientsTests {

	private final ClientMeters meters = new ClientMeters(new SimpleMeterRegistry());

	private final AtomicInteger gone = new AtomicInteger();

	private final Clients clients = new Clients();

	@Test
	void visitsWhoeverWasThereAndStaysHoweverTheOthersComeAndGoMeanwhile() {
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
		assertThat(this.gone).hasValue(1);
	}

	private Client added() {
		try (SocketChannel channel = SocketChannel.open()) {
			Connection connection = new DirectConnection(channel, channel, ByteBuffer.allocate(0));
			Client client = new Client(connection, this.meters, this.gone::incrementAndGet);
			this.clients.add(client);
			return client;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
