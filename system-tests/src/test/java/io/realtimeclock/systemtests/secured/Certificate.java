package io.realtimeclock.systemtests.secured;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/**
 * A certificate of this machine that its own key has signed.
 *
 * @param store with both, PKCS12
 * @param certificate as PEM
 * @param key as PEM
 */
record Certificate(Path store, Path certificate, Path key) {

	static final String PASSWORD = "store-password";

	private static final String ALIAS = "parts";

	static Certificate make(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
		Path store = folder.resolve("parts.p12");
		Process keytool = new ProcessBuilder(System.getProperty("java.home") + "/bin/keytool", "-genkeypair", "-alias",
				ALIAS, "-keyalg", "RSA", "-dname", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1",
				"-validity", "2", "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD)
			.inheritIO()
			.start();
		if (!keytool.waitFor(20, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
			throw new IllegalStateException("No certificate was made");
		}
		KeyStore content = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(store)) {
			content.load(in, PASSWORD.toCharArray());
		}
		return new Certificate(store,
				write(folder.resolve("tls.crt"), "CERTIFICATE", content.getCertificate(ALIAS).getEncoded()),
				write(folder.resolve("tls.key"), "PRIVATE KEY",
						content.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded()));
	}

	private static Path write(Path file, String kind, byte[] content) throws IOException {
		return Files.writeString(file, "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(kind,
				Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(content), kind));
	}

}
