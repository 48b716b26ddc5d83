package io.realtimeclock.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate that its own key has signed, and its key, in a folder.
 */
final class Certificate {

	static final String PASSWORD = "tick-tock";

	private static final String ALIAS = "gateway";

	private final Path store;

	private final KeyStore content;

	private Certificate(Path store, KeyStore content) {
		this.store = store;
		this.content = content;
	}

	/**
	 * Make one.
	 * @param name of the files
	 */
	static Certificate make(Path folder, String name) {
		Path store = folder.resolve(name + ".p12");
		try {
			Process keytool = new ProcessBuilder(System.getProperty("java.home") + "/bin/keytool", "-genkeypair",
					"-alias", ALIAS, "-keyalg", "EC", "-dname", "CN=clock.example.org", "-validity", "2", "-storetype",
					"PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD)
				.inheritIO()
				.start();
			if (!keytool.waitFor(20, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
				throw new IllegalStateException("No certificate was made");
			}
			KeyStore content = KeyStore.getInstance("PKCS12");
			try (InputStream in = Files.newInputStream(store)) {
				content.load(in, PASSWORD.toCharArray());
			}
			return new Certificate(store, content);
		}
		catch (IOException | InterruptedException | GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	Path store() {
		return this.store;
	}

	/**
	 * Write certificate and key as text, each at once.
	 */
	void writePem(Path certificate, Path key) {
		try {
			write(certificate, "CERTIFICATE", this.content.getCertificate(ALIAS).getEncoded());
			write(key, "PRIVATE KEY", this.content.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void write(Path file, String kind, byte[] content) throws IOException {
		String text = "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(kind,
				Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(content), kind);
		Path next = Files.writeString(file.resolveSibling(file.getFileName() + ".next"), text);
		Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
	}

	/**
	 * Return a factory of connections to servers with this certificate only.
	 */
	SSLSocketFactory trust() {
		try {
			KeyStore trusted = KeyStore.getInstance("PKCS12");
			trusted.load(null, null);
			trusted.setCertificateEntry(ALIAS, this.content.getCertificate(ALIAS));
			TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			trust.init(trusted);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, trust.getTrustManagers(), null);
			return context.getSocketFactory();
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
