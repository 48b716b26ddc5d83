package io.realtimeclock.gateway.oidc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * An OpenID provider that a test can have fail: its paths answer with errors or not at
 * all, its tokens have the claims that the test wants.
 */
public final class OpenIdProvider implements AutoCloseable {

	public static final String CLIENT = "clock";

	public static final String AUDIENCE = "realtime-clock";

	private static final String SUBJECT = "0815";

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final RSAKey key;

	private final HttpServer server;

	private final String issuer;

	private final Map<String, String> nonces = new ConcurrentHashMap<>();

	private final Set<String> failing = ConcurrentHashMap.newKeySet();

	private final Set<String> silent = ConcurrentHashMap.newKeySet();

	private final AtomicInteger keyRequests = new AtomicInteger();

	private volatile Consumer<JWTClaimsSet.Builder> person = (claims) -> claims.claim("preferred_username", "ann");

	private OpenIdProvider(int port) {
		try {
			this.key = new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
		this.issuer = "http://localhost:" + this.server.getAddress().getPort();
		this.server.setExecutor(this.threads);
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	/**
	 * Start a provider.
	 * @param port its port, 0 for a free one
	 */
	public static OpenIdProvider start(int port) {
		return new OpenIdProvider(port);
	}

	public String issuer() {
		return this.issuer;
	}

	/**
	 * Answer a path with 500 from now on.
	 */
	public void fail(String path) {
		this.failing.add(path);
	}

	/**
	 * Accept requests for a path from now on, but never answer.
	 */
	public void silence(String path) {
		this.silent.add(path);
	}

	public void recover() {
		this.failing.clear();
		this.silent.clear();
		this.person = (claims) -> claims.claim("preferred_username", "ann");
	}

	/**
	 * Set the claims of the next user who logs in.
	 */
	public void person(Consumer<JWTClaimsSet.Builder> claims) {
		this.person = claims;
	}

	public int keyRequests() {
		return this.keyRequests.get();
	}

	/**
	 * Log in at the provider like a user.
	 * @param authorization where the gateway sent the browser
	 * @return the path to which the provider sends it back
	 */
	public String agree(String authorization) {
		MultiValueMap<String, String> parameters = parameters(authorization);
		String code = UUID.randomUUID().toString();
		this.nonces.put(code, String.valueOf(parameters.getFirst("nonce")));
		return callback(parameters) + "?code=" + code + "&state=" + parameters.getFirst("state");
	}

	/**
	 * Have the provider refuse a login, {@code access_denied} if the user cancels it.
	 * @param error the error code (RFC 6749, section 4.1.2.1)
	 */
	public String refuse(String authorization, String error) {
		MultiValueMap<String, String> parameters = parameters(authorization);
		return callback(parameters) + "?error=" + error + "&state=" + parameters.getFirst("state");
	}

	private static MultiValueMap<String, String> parameters(String authorization) {
		return UriComponentsBuilder.fromUriString(authorization).build().getQueryParams();
	}

	private static String callback(MultiValueMap<String, String> parameters) {
		return URI.create(String.valueOf(parameters.getFirst("redirect_uri"))).getPath();
	}

	/**
	 * Return a token for a program.
	 * @param change changes a good one
	 */
	public String token(Consumer<JWTClaimsSet.Builder> change) {
		return token(this.key.getKeyID(), change);
	}

	/**
	 * Return a token for a program with this {@code typ} in its header.
	 */
	public String tokenOfType(String type) {
		return sign(new JWSHeader.Builder(JWSAlgorithm.RS256).type(new JOSEObjectType(type)), this.key.getKeyID(),
				programClaims());
	}

	/**
	 * Return a logout token for the user who logs in here.
	 * @param change changes a good one
	 */
	public String logoutToken(Consumer<JWTClaimsSet.Builder> change) {
		JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().issuer(this.issuer)
			.audience(CLIENT)
			.subject(SUBJECT)
			.issueTime(Date.from(Instant.now()))
			.jwtID(UUID.randomUUID().toString())
			.claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
		change.accept(claims);
		return sign(this.key.getKeyID(), claims);
	}

	/**
	 * Return the public key of its tokens as a PEM file.
	 */
	public String publicKey() {
		try {
			return "-----BEGIN PUBLIC KEY-----\n"
					+ Base64.getMimeEncoder().encodeToString(this.key.toPublicKey().getEncoded())
					+ "\n-----END PUBLIC KEY-----\n";
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return a token that names a key which the provider does not have.
	 */
	public String tokenOfUnknownKey() {
		return token(UUID.randomUUID().toString(), (claims) -> {
		});
	}

	private String token(String keyId, Consumer<JWTClaimsSet.Builder> change) {
		JWTClaimsSet.Builder claims = programClaims();
		change.accept(claims);
		return sign(keyId, claims);
	}

	private JWTClaimsSet.Builder programClaims() {
		return new JWTClaimsSet.Builder().issuer(this.issuer)
			.audience(AUDIENCE)
			.subject("program")
			.issueTime(Date.from(Instant.now()))
			.expirationTime(Date.from(Instant.now().plusSeconds(60)));
	}

	private String sign(String keyId, JWTClaimsSet.Builder claims) {
		return sign(new JWSHeader.Builder(JWSAlgorithm.RS256), keyId, claims);
	}

	private String sign(JWSHeader.Builder header, String keyId, JWTClaimsSet.Builder claims) {
		try {
			SignedJWT token = new SignedJWT(header.keyID(keyId).build(), claims.build());
			token.sign(new RSASSASigner(this.key));
			return token.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void answer(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getPath();
		String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		if (path.equals("/keys")) {
			this.keyRequests.incrementAndGet();
		}
		if (this.silent.contains(path)) {
			return;
		}
		String answer = switch (path) {
			case "/.well-known/openid-configuration" -> metadata();
			case "/keys" -> new JWKSet(this.key.toPublicJWK()).toString();
			case "/token" -> tokens(body);
			default -> "";
		};
		byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(this.failing.contains(path) ? 500 : (answer.isEmpty() ? 404 : 200), bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	private String metadata() {
		return """
				{"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
				"jwks_uri":"%1$s/keys","end_session_endpoint":"%1$s/end","subject_types_supported":["public"],
				"response_types_supported":["code"],"id_token_signing_alg_values_supported":["RS256"]}
				""".formatted(this.issuer);
	}

	private String tokens(String body) {
		String code = UriComponentsBuilder.fromUriString("?" + body).build().getQueryParams().getFirst("code");
		JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().issuer(this.issuer)
			.audience(CLIENT)
			.subject(SUBJECT)
			.claim("nonce", this.nonces.get(String.valueOf(code)))
			.issueTime(Date.from(Instant.now()))
			.expirationTime(Date.from(Instant.now().plusSeconds(60)));
		this.person.accept(claims);
		return """
				{"access_token":"a","token_type":"Bearer","expires_in":60,"id_token":"%s"}
				""".formatted(sign(this.key.getKeyID(), claims));
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}
