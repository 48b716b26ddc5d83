package io.realtimeclock.gateway.oidc;

import java.time.Duration;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationServiceException;

/**
 * The metadata of an OpenID provider, fetched in the background. A failed fetch is
 * repeated every two seconds, so the gateway starts without the provider and no request
 * waits for it.
 */
final class ProviderMetadata<T> implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(ProviderMetadata.class);

	private static final Duration RETRY = Duration.ofSeconds(2);

	private final String provider;

	private final Supplier<T> fetch;

	private final Thread thread;

	private volatile @Nullable T value;

	/**
	 * Begin to fetch.
	 * @param provider the provider as the log names it
	 * @param fetch asks the provider once, throws if it does not answer as it should
	 */
	ProviderMetadata(String provider, Supplier<T> fetch) {
		this.provider = provider;
		this.fetch = fetch;
		this.thread = new Thread(this::run, "provider-metadata");
		this.thread.setDaemon(true);
		this.thread.start();
	}

	private void run() {
		String complaint = "";
		while (this.value == null) {
			try {
				this.value = this.fetch.get();
			}
			catch (RuntimeException ex) {
				complaint = complain(complaint, ex);
				try {
					Thread.sleep(RETRY.toMillis());
				}
				catch (InterruptedException stop) {
					return;
				}
			}
		}
		if (!complaint.isEmpty()) {
			logger.info("The OpenID provider " + this.provider + " answers; its users can log in");
		}
	}

	private String complain(String last, RuntimeException failure) {
		Throwable cause = failure;
		while (cause.getCause() != null) {
			cause = cause.getCause();
		}
		String complaint = String.valueOf((cause.getMessage() != null) ? cause.getMessage() : cause);
		if (!complaint.equals(last)) {
			logger.warn("The OpenID provider " + this.provider
					+ " does not answer as it should; its users can't log in until it does, all others can: "
					+ complaint);
		}
		return complaint;
	}

	/**
	 * Return the metadata.
	 * @throws UnavailableException if the provider has not answered yet
	 */
	T get() {
		T known = this.value;
		if (known == null) {
			throw new UnavailableException("The OpenID provider " + this.provider + " has not answered yet");
		}
		return known;
	}

	/** Return the metadata, {@code null} if the provider has not answered yet. */
	@Nullable T orNull() {
		return this.value;
	}

	@Override
	public void close() {
		this.thread.interrupt();
	}

	/** An OpenID provider does not answer, or too many requests are waiting for it. */
	static final class UnavailableException extends AuthenticationServiceException {

		private static final long serialVersionUID = 1;

		UnavailableException(String message) {
			super(message);
		}

	}

}
