package io.realtimeclock.systemtests.identity;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.jspecify.annotations.Nullable;

/**
 * The provider's keys: the newest one signs; signatures of older ones remain valid.
 */
final class SigningKeys implements JWKSource<SecurityContext> {

	private final List<RSAKey> keys = new CopyOnWriteArrayList<>();

	SigningKeys() {
		rotate();
	}

	void rotate() {
		try {
			this.keys.add(0, new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate());
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	RSAKey newest() {
		return this.keys.get(0);
	}

	@Override
	public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
		return selector.select(new JWKSet(List.copyOf(this.keys)));
	}

}
