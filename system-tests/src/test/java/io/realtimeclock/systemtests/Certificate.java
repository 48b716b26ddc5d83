package io.realtimeclock.systemtests;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate of this machine that its own key has signed.
 *
 * @param store with both, PKCS12
 * @param certificate as PEM
 * @param key as PEM
 */
public record Certificate(Path store, Path certificate, Path key) {

	public static final String PASSWORD = "store-password";

	private static final String ALIAS = "parts";

	public static Certificate make(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
		Path store = folder.resolve("parts.p12");
		Process keytool = new ProcessBuilder(System.getProperty("java.home") + "/bin/keytool", "-genkeypair", "-alias",
				ALIAS, "-keyalg", "RSA", "-dname", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1",
				"-validity", "2", "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD)
			.inheritIO()
			.start();
		if (!keytool.waitFor(20, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
			throw new IllegalStateException("No certificate was made");
		}
		KeyStore content = load(store);
		return new Certificate(store,
				write(folder.resolve("tls.crt"), "CERTIFICATE", content.getCertificate(ALIAS).getEncoded()),
				write(folder.resolve("tls.key"), "PRIVATE KEY",
						content.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded()));
	}

	private static KeyStore load(Path store) throws IOException, GeneralSecurityException {
		KeyStore content = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(store)) {
			content.load(in, PASSWORD.toCharArray());
		}
		return content;
	}

	/**
	 * Return a client that believes this certificate alone.
	 */
	HttpClient client() throws IOException, GeneralSecurityException {
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(load(this.store));
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, trust.getTrustManagers(), null);
		return HttpClient.newBuilder().sslContext(context).build();
	}

	private static Path write(Path file, String kind, byte[] content) throws IOException {
		return Files.writeString(file, "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(kind,
				Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(content), kind));
	}

}
