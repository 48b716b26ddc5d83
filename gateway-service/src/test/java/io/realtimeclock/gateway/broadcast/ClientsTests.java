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
import java.util.function.Predicate;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.realtimeclock.gateway.rfc6455.CloseCode;
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

	@Test
	void countsAndVisitsSomeOfThoseThatMatch() {
		List<Client> all = List.of(added(), added(), added(), added());
		all.get(1).close(CloseCode.GOING_AWAY, "");
		assertThat(this.clients.count(Client::isClosing)).isEqualTo(1);
		List<Client> visited = new ArrayList<>();
		this.clients.forEach(Predicate.not(Client::isClosing), 2, visited::add);
		assertThat(visited).containsExactly(all.get(3), all.get(2));
		this.clients.forEach(Client::isClosing, 0, visited::add);
		assertThat(visited).hasSize(2);
		this.clients.forEach((client) -> true, 10, visited::add);
		assertThat(visited).hasSize(6).endsWith(all.get(0));
	}

	@Test
	void visitsNobodyTwiceThoughThoseVisitedLeave() {
		List<Client> all = List.of(added(), added(), added());
		List<Client> visited = new ArrayList<>();
		this.clients.forEach((client) -> true, 3, (client) -> {
			visited.add(client);
			List.copyOf(all).forEach(this.clients::remove);
		});
		assertThat(visited).containsExactly(all.get(2));
	}

	@Test
	void aFailureForOneClientEndsThatClientAlone() {
		List<Client> all = List.of(added(), added(), added());
		this.clients.forEach((client) -> {
			if (client == all.get(1)) {
				throw new IllegalStateException("a fault");
			}
		});
		assertThat(all).extracting(Client::isClosing).containsExactly(false, true, false);
	}

	@Test
	void closesClientsUntilNoMoreThanAPartOfThoseAtFirstIsLeft() {
		for (int i = 0; i < 10; i++) {
			added();
		}
		closeAllBut(1, 0);
		assertThat(this.clients.count(Client::isClosing)).isZero();
		closeAllBut(0.75, 0);
		assertThat(this.clients.count(Client::isClosing)).isEqualTo(3);
		added();
		closeAllBut(0.75, 0);
		assertThat(this.clients.count(Client::isClosing)).as("one has come meanwhile").isEqualTo(4);
		closeAllBut(0.65, 0.5);
		assertThat(this.clients.count(Client::isClosing)).as("7 are left").isEqualTo(4);
		closeAllBut(0, 0.5);
		assertThat(this.clients.count(Client::isClosing)).isEqualTo(11);
	}

	@Test
	void closesThoseThatCameAfterNobodyWasConnectedAtFirst() {
		closeAllBut(1, 0);
		added();
		added();
		closeAllBut(1, 0);
		assertThat(this.clients.count(Client::isClosing)).isEqualTo(2);
	}

	@Test
	void countsAsManyAsTheArrayHolds() {
		for (int i = 0; i < 64; i++) {
			added();
		}
		assertThat(this.clients.count((client) -> true)).isEqualTo(64);
	}

	private void closeAllBut(double part, double roundUp) {
		this.clients.closeAllBut(part, roundUp, this.clients.count(),
				(client) -> client.close(CloseCode.GOING_AWAY, ""));
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
