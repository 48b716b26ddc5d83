package io.realtimeclock.gateway.handshake;

import java.util.concurrent.atomic.AtomicInteger;

import io.realtimeclock.gateway.broadcast.Broadcaster;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class ClientLifecycleTests {

	private final AtomicInteger released = new AtomicInteger();

	private final ClientLifecycle lifecycle = new ClientLifecycle(this.released::incrementAndGet);

	@Test
	void releasesItsPermitOnceHoweverOftenItsEndIsReported() {
		this.lifecycle.joined(mock(Broadcaster.ClientHandle.class));
		this.lifecycle.disconnected();
		this.lifecycle.disconnected();
		assertThat(this.released).hasValue(1);
	}

}
