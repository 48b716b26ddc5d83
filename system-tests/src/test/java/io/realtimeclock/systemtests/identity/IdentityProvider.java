package io.realtimeclock.systemtests.identity;

import java.time.Duration;
import java.util.UUID;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/**
 * A small OpenID provider: Spring's Authorization Server with one user, a client for
 * users, one for programs, and one for each service that logs in at Kafka.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(ProviderControls.class)
class IdentityProvider {

	static final String PERSON = "ann";

	static final String PASSWORD = "ann-password";

	/**
	 * Start the provider.
	 * @param arguments its port and the port of the first gateway
	 */
	public static void main(String... arguments) {
		new SpringApplicationBuilder(IdentityProvider.class).properties("spring.config.name=identity-provider",
				"server.port=" + arguments[0], "gateway.port=" + arguments[1],
				"spring.autoconfigure.exclude="
						+ "org.springframework.boot.session.autoconfigure.SessionAutoConfiguration,"
						+ "org.springframework.boot.session.data.redis.autoconfigure.SessionDataRedisAutoConfiguration")
			.run();
	}

	@Bean
	SigningKeys signingKeys() {
		return new SigningKeys();
	}

	/**
	 * With several keys the encoder must know which one signs.
	 */
	@Bean
	OAuth2TokenCustomizer<JwtEncodingContext> newestKey(SigningKeys keys) {
		return (context) -> {
			JwsHeader.Builder header = context.getJwsHeader();
			header.keyId(keys.newest().getKeyID());
		};
	}

	@Bean
	AuthorizationServerSettings settings(Environment environment) {
		return AuthorizationServerSettings.builder()
			.issuer("http://127.0.0.1:" + environment.getRequiredProperty("server.port"))
			.build();
	}

	@Bean
	UserDetailsService people() {
		return new InMemoryUserDetailsManager(
				User.withUsername(PERSON).password("{noop}" + PASSWORD).roles("USER").build());
	}

	@Bean
	RegisteredClientRepository clients(Environment environment) {
		String gateway = "http://localhost:" + environment.getRequiredProperty("gateway.port");
		RegisteredClient people = RegisteredClient.withId(UUID.randomUUID().toString())
			.clientId("clock")
			.clientSecret("{noop}clock-secret")
			.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
			.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
			.redirectUri(gateway + "/login/oauth2/code/company")
			.postLogoutRedirectUri(gateway + "/login?logout")
			.scope("openid")
			.build();
		return new InMemoryRegisteredClientRepository(people, program("program", "clock"), program("ticker", "kafka"),
				program("gateway", "kafka"));
	}

	private static RegisteredClient program(String name, String scope) {
		return RegisteredClient.withId(UUID.randomUUID().toString())
			.clientId(name)
			.clientSecret("{noop}" + name + "-secret")
			.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
			.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
			.scope(scope)
			.tokenSettings(TokenSettings.builder().accessTokenTimeToLive(Duration.ofSeconds(8)).build())
			.build();
	}

	@Bean
	@Order(1)
	SecurityFilterChain protocol(HttpSecurity http) throws Exception {
		return http.oauth2AuthorizationServer((server) -> {
			http.securityMatcher(server.getEndpointsMatcher());
			server.oidc(Customizer.withDefaults());
		})
			.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.exceptionHandling(
					(failures) -> failures.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/login")))
			.build();
	}

	@Bean
	@Order(2)
	SecurityFilterChain pages(HttpSecurity http) throws Exception {
		return http
			.authorizeHttpRequests(
					(requests) -> requests.requestMatchers("/controls/**").permitAll().anyRequest().authenticated())
			.csrf((csrf) -> csrf.ignoringRequestMatchers("/controls/**"))
			.formLogin(Customizer.withDefaults())
			.build();
	}

}
