package io.realtimeclock.gateway.connector;

import java.nio.channels.SelectableChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Accepts no further connection while many that were accepted still wait for a thread to
 * read them. In a storm the rest waits in the kernel, where a connection takes up none of
 * the heap and its request does not time out.
 */
@Component
final class AcceptPacing implements WebServerFactoryCustomizer<JettyServletWebServerFactory> {

	private static final int MOST_UNREAD = 500;

	private static final long PAUSE_MILLIS = 10;

	/**
	 * Java's own backlog of 50 makes the kernel drop the first packets of the others,
	 * which they send again a second later, then two, then four. Linux cuts this one to
	 * {@code net.core.somaxconn}.
	 */
	private static final int BACKLOG = 16_384;

	@Override
	public void customize(JettyServletWebServerFactory factory) {
		factory.addServerCustomizers((server) -> {
			for (Connector connector : server.getConnectors()) {
				if (connector instanceof ServerConnector listener) {
					listener.setAcceptQueueSize(BACKLOG);
					// Virtual threads have no queue
					if (server.getThreadPool() instanceof QueuedThreadPool threads) {
						listener.addBean(new Pause(listener, threads));
					}
				}
			}
		});
	}

	static final class Pause implements SelectorManager.AcceptListener {

		private final ServerConnector listener;

		private final QueuedThreadPool threads;

		private final AtomicInteger unopened = new AtomicInteger();

		private final AtomicBoolean paused = new AtomicBoolean();

		Pause(ServerConnector listener, QueuedThreadPool threads) {
			this.listener = listener;
			this.threads = threads;
		}

		@Override
		public void onAccepting(SelectableChannel channel) {
			int unread = this.unopened.incrementAndGet() + this.threads.getQueueSize();
			if (unread > MOST_UNREAD && this.paused.compareAndSet(false, true)) {
				this.listener.setAccepting(false);
				resumeLater();
			}
		}

		@Override
		public void onAccepted(SelectableChannel channel) {
			this.unopened.decrementAndGet();
		}

		@Override
		public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
			this.unopened.decrementAndGet();
		}

		private void resumeLater() {
			this.listener.getScheduler().schedule(this::resume, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
		}

		private void resume() {
			if (this.unopened.get() + this.threads.getQueueSize() > MOST_UNREAD / 2) {
				resumeLater();
				return;
			}
			this.paused.set(false);
			this.listener.setAccepting(true);
		}

	}

}
