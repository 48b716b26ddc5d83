package io.realtimeclock.gateway.login;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.stereotype.Component;

/**
 * The OpenID providers by which people may log in: none, unless Spring's
 * {@code spring.security.oauth2.client} says so.
 */
@Component
public final class Providers {

	private final @Nullable ClientRegistrationRepository repository;

	private final List<ClientRegistration> registrations = new ArrayList<>();

	Providers(ObjectProvider<ClientRegistrationRepository> repository) {
		this.repository = repository.getIfAvailable();
		if (this.repository instanceof Iterable<?> all) {
			all.forEach((registration) -> this.registrations.add((ClientRegistration) registration));
		}
	}

	/** Return the providers. */
	public List<Provider> list() {
		return this.registrations.stream()
			.map((registration) -> new Provider(registration.getClientName(),
					"/oauth2/authorization/" + registration.getRegistrationId()))
			.toList();
	}

	@Nullable ClientRegistrationRepository repository() {
		return this.repository;
	}

	/** Return the origins of the pages where people log out. */
	List<String> logOutOrigins() {
		return this.registrations.stream()
			.map((registration) -> registration.getProviderDetails()
				.getConfigurationMetadata()
				.get("end_session_endpoint"))
			.filter(Objects::nonNull)
			.map((endpoint) -> URI.create(endpoint.toString()))
			.map((endpoint) -> endpoint.getScheme() + "://" + endpoint.getAuthority())
			.distinct()
			.toList();
	}

}
