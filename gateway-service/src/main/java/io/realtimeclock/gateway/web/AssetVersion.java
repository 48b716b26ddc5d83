package io.realtimeclock.gateway.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * A hash of all that the pages load. It is part of the path, so that browsers may keep
 * what they have for ever, and what one script loads is of the same version as itself.
 */
@Component
final class AssetVersion {

	private static final int LENGTH = 12;

	private final String hash;

	AssetVersion() {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			Resource[] assets = new PathMatchingResourcePatternResolver().getResources("classpath:/assets/*");
			Arrays.sort(assets, Comparator.comparing((asset) -> String.valueOf(asset.getFilename())));
			for (Resource asset : assets) {
				digest.update(asset.getContentAsByteArray());
			}
			this.hash = HexFormat.of().formatHex(digest.digest()).substring(0, LENGTH);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java runtime has SHA-256", ex);
		}
	}

	/** Return the folder of this version. */
	String folder() {
		return "/assets/" + this.hash;
	}

}
