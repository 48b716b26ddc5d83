package io.realtimeclock.gateway.oidc;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;

import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** HTTP clients for OpenID providers, all with short timeouts. */
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

}
