package io.realtimeclock.gateway.oidc;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.realtimeclock.gateway.oidc.ProviderClients.ProviderMetadata;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientPropertiesMapper;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimAccessor;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;

/**
 * The OpenID providers with which users may log in, from Spring's
 * {@code spring.security.oauth2.client}. A provider that is configured with its issuer
 * alone may be unavailable when the gateway starts. ID tokens are decoded with keys that
 * the gateway's own HTTP client fetches.
 */
@Component
public final class OidcProviders
		implements ClientRegistrationRepository, JwtDecoderFactory<ClientRegistration>, DisposableBean {

	private final Map<String, ProviderMetadata<ClientRegistration>> byIssuer = new LinkedHashMap<>();

	private final Map<String, ClientRegistration> complete = new LinkedHashMap<>();

	private final Map<String, String> names = new LinkedHashMap<>();

	private final Map<String, JWKSource<SecurityContext>> keys = new ConcurrentHashMap<>();

	private final Map<String, JwtDecoder> decoders = new ConcurrentHashMap<>();

	private final Map<String, JwtDecoder> logoutDecoders = new ConcurrentHashMap<>();

	OidcProviders(ObjectProvider<OAuth2ClientProperties> properties) {
		properties.ifAvailable((clients) -> clients.getRegistration().keySet().forEach((id) -> add(id, clients)));
	}

	private void add(String id, OAuth2ClientProperties clients) {
		OAuth2ClientProperties.Registration client = Objects.requireNonNull(clients.getRegistration().get(id));
		String provider = (client.getProvider() != null) ? client.getProvider() : id;
		OAuth2ClientProperties.Provider details = clients.getProvider().get(provider);
		String issuer = (details != null) ? details.getIssuerUri() : null;
		if (issuer != null) {
			this.names.put(id, (client.getClientName() != null) ? client.getClientName() : issuer);
			this.byIssuer.put(id, new ProviderMetadata<>(id + " at " + issuer, () -> registration(id, clients)));
		}
		else {
			ClientRegistration registration = registration(id, clients);
			this.names.put(id, registration.getClientName());
			this.complete.put(id, registration);
		}
	}

	private static ClientRegistration registration(String id, OAuth2ClientProperties clients) {
		OAuth2ClientProperties one = new OAuth2ClientProperties();
		one.getRegistration().put(id, Objects.requireNonNull(clients.getRegistration().get(id)));
		one.getProvider().putAll(clients.getProvider());
		return Objects.requireNonNull(new OAuth2ClientPropertiesMapper(one).asClientRegistrations().get(id));
	}

	/** Return the providers. */
	public List<Provider> list() {
		return this.names.entrySet()
			.stream()
			.map((name) -> new Provider(name.getValue(), "/oauth2/authorization/" + name.getKey()))
			.toList();
	}

	/**
	 * Return a provider's registration, {@code null} if there is no such provider.
	 * @throws ProviderClients.UnavailableException if the provider has not answered yet
	 */
	@Override
	public @Nullable ClientRegistration findByRegistrationId(String id) {
		ProviderMetadata<ClientRegistration> metadata = this.byIssuer.get(id);
		return (metadata != null) ? metadata.get() : this.complete.get(id);
	}

	/** Return a provider's registration, {@code null} if it is not known. */
	@Nullable ClientRegistration findKnown(String id) {
		ProviderMetadata<ClientRegistration> metadata = this.byIssuer.get(id);
		return (metadata != null) ? metadata.orNull() : this.complete.get(id);
	}

	/** Return the origins of the providers' logout pages. */
	public List<String> logOutOrigins() {
		return this.names.keySet()
			.stream()
			.map(this::findKnown)
			.filter(Objects::nonNull)
			.map((registration) -> registration.getProviderDetails()
				.getConfigurationMetadata()
				.get("end_session_endpoint"))
			.filter(Objects::nonNull)
			.map((endpoint) -> URI.create(endpoint.toString()))
			.map((endpoint) -> endpoint.getScheme() + "://" + endpoint.getAuthority())
			.distinct()
			.toList();
	}

	/**
	 * Return the names with which a logout token can refer to a login: the session at the
	 * provider, if there is one, and the user (OpenID Connect Back-Channel Logout 1.0,
	 * section 2.4).
	 */
	public static List<String> loginNames(IdTokenClaimAccessor token) {
		List<String> names = new ArrayList<>();
		String session = token.getClaimAsString("sid");
		if (session != null) {
			names.add(loginName(token.getIssuer(), "sid", session));
		}
		names.add(loginName(token.getIssuer(), "sub", token.getSubject()));
		return names;
	}

	static String loginName(@Nullable Object issuer, String claim, @Nullable String value) {
		return issuer + " " + claim + " " + value;
	}

	@Override
	public JwtDecoder createDecoder(ClientRegistration registration) {
		return this.decoders.computeIfAbsent(registration.getRegistrationId(), (id) -> {
			String keys = registration.getProviderDetails().getJwkSetUri();
			if (keys == null) {
				return new OidcIdTokenDecoderFactory().createDecoder(registration);
			}
			NimbusJwtDecoder decoder = decoder(keys,
					JwtValidators.createDefaultWithValidators(List.of(new OidcIdTokenValidator(registration))));
			decoder.setClaimSetConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverter());
			return decoder;
		});
	}

	/**
	 * Return the decoder of a provider's logout tokens.
	 * @throws BadJwtException if there is no such provider, or it has no keys
	 * @throws ProviderClients.UnavailableException if the provider has not answered yet
	 */
	JwtDecoder logoutDecoder(String id) {
		ClientRegistration registration = findByRegistrationId(id);
		String keys = (registration != null) ? registration.getProviderDetails().getJwkSetUri() : null;
		if (registration == null || keys == null) {
			throw new BadJwtException("No keys of an OpenID provider " + id);
		}
		return this.logoutDecoders.computeIfAbsent(id,
				(key) -> decoder(keys, BackChannelLogout.validator(registration)));
	}

	private NimbusJwtDecoder decoder(String keys, OAuth2TokenValidator<Jwt> validator) {
		NimbusJwtDecoder decoder = NimbusJwtDecoder
			.withJwkSource(this.keys.computeIfAbsent(keys, ProviderClients::keys))
			.jwsAlgorithm(SignatureAlgorithm.RS256)
			.build();
		decoder.setJwtValidator(validator);
		return decoder;
	}

	@Override
	public void destroy() {
		this.byIssuer.values().forEach(ProviderMetadata::close);
	}

	/**
	 * A provider on the login page.
	 *
	 * @param name its name
	 * @param path the path of the login with it
	 */
	public record Provider(String name, String path) {

	}

}
