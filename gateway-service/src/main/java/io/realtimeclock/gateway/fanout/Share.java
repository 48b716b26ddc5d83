package io.realtimeclock.gateway.fanout;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.realtimeclock.gateway.fanout.client.Client;
import io.realtimeclock.gateway.fanout.client.Clients;
import io.realtimeclock.gateway.fanout.client.LifeCheck;
import io.realtimeclock.gateway.fanout.frame.TickFrame;
import org.jspecify.annotations.Nullable;

/**
 * One event loop's share of the clients: who comes, who goes, and who has to. It is that
 * loop's thread's own, but for the count.
 */
final class Share {

	private final Clients clients;

	private final LifeCheck lives;

	private final Sweeper sweeper;

	private int leavable = -1;

	private Consumer<Client> welcome = (client) -> {
	};

	Share(Clients clients, LifeCheck lives, Sweeper sweeper) {
		this.clients = clients;
		this.lives = lives;
		this.sweeper = sweeper;
	}

	/**
	 * Add a client and greet it. Of the greeting and a tick that is being swept at the
	 * same moment it takes each at most once, and never the older one last.
	 */
	void add(Client client, Selector selector, @Nullable TickFrame greeting) {
		try {
			this.clients.add(client);
			client.register(selector);
			this.sweeper.greet(client, greeting);
			this.welcome.accept(client);
		}
		catch (IOException ex) {
			client.disconnect();
			this.clients.remove(client);
		}
		catch (Throwable ex) {
			client.failed(ex);
			client.gone();
		}
	}

	void remove(Client client) {
		this.clients.remove(client);
	}

	/**
	 * Say good-bye to clients until no more than a part of those who were there at the
	 * first call is left.
	 * @param roundUp what is added before fractions of a client are cut off, below 1
	 */
	void leave(double part, double roundUp, Consumer<Client> goodbye) {
		if (this.leavable < 0) {
			this.leavable = count();
		}
		Predicate<Client> staying = Predicate.not(Client::isClosing);
		int excess = this.clients.count(staying) - (int) (this.leavable * part + roundUp);
		this.clients.forEach(staying, excess, goodbye);
	}

	/** Do something to each client, and to each one that still comes. */
	void forEachFromNowOn(Consumer<Client> action) {
		this.welcome = action;
		this.clients.forEach(action);
	}

	void disconnectAll() {
		this.clients.forEach((client) -> {
			client.disconnect();
			this.clients.remove(client);
		});
	}

	/** Return how many there are, without those who are given up; any thread may ask. */
	int count() {
		return Math.max(0, this.clients.count() - this.lives.givenUp());
	}

}
