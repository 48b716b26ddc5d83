package io.realtimeclock.gateway.oidc;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.Supplier;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/**
 * HTTP clients for OpenID providers, all with short timeouts, and what one of them
 * answered.
 */
final class ProviderClients {

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

	private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(3);

	private static final int MAX_KEY_SET_BYTES = 256 * 1024;

	private static final Duration KEY_CACHE = Duration.ofMinutes(5);

	private static final Duration KEY_WAIT = Duration.ofMillis(200);

	private static final Duration KEY_OUTAGE = Duration.ofHours(24);

	private static final Duration KEY_FETCH_INTERVAL = Duration.ofSeconds(1);

	private ProviderClients() {
	}

	static OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> tokens() {
		RestClientAuthorizationCodeTokenResponseClient client = new RestClientAuthorizationCodeTokenResponseClient();
		client
			.setRestClient(RestClient.builder().requestFactory(requests()).configureMessageConverters((converters) -> {
				converters.addCustomConverter(new FormHttpMessageConverter());
				converters.addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter());
			}).defaultStatusHandler(new OAuth2ErrorResponseErrorHandler()).build());
		return client;
	}

	static DefaultOAuth2UserService userInfo() {
		RestTemplate client = new RestTemplate(requests());
		client.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
		DefaultOAuth2UserService users = new DefaultOAuth2UserService();
		users.setRestOperations(client);
		return users;
	}

	/**
	 * Return a provider's signing keys. They are fetched again when they are old or a
	 * token names an unknown key. One request at a time fetches them, at most twice per
	 * second; all others use the known keys.
	 */
	static JWKSource<SecurityContext> keys(String address) {
		try {
			DefaultResourceRetriever retriever = new DefaultResourceRetriever((int) CONNECT_TIMEOUT.toMillis(),
					(int) ANSWER_TIMEOUT.toMillis(), MAX_KEY_SET_BYTES);
			return JWKSourceBuilder.<SecurityContext>create(URI.create(address).toURL(), retriever)
				.cache(KEY_CACHE.toMillis(), KEY_WAIT.toMillis())
				.refreshAheadCache(false)
				.rateLimited(KEY_FETCH_INTERVAL.toMillis())
				.outageTolerant(KEY_OUTAGE.toMillis())
				.build();
		}
		catch (MalformedURLException ex) {
			throw new IllegalArgumentException("Not a URL of a provider's keys: " + address, ex);
		}
	}

	private static JdkClientHttpRequestFactory requests() {
		JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
				HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build());
		requests.setReadTimeout(ANSWER_TIMEOUT);
		return requests;
	}

	/**
	 * The metadata of an OpenID provider, fetched in the background. A failed fetch is
	 * repeated every two seconds, so the gateway starts without the provider and no
	 * request waits for it.
	 */
	static final class ProviderMetadata<T> implements AutoCloseable {

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

	}

	/** An OpenID provider does not answer, or too many requests are waiting for it. */
	static final class UnavailableException extends AuthenticationServiceException {

		private static final long serialVersionUID = 1;

		UnavailableException(String message) {
			super(message);
		}

	}

}
