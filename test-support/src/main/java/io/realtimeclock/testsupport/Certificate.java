package io.realtimeclock.testsupport;

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
import javax.net.ssl.TrustManagerFactory;

/**
 * A self-signed certificate for this machine and its key.
 */
public final class Certificate {

	/** The password of the store. */
	public static final String PASSWORD = "store-password";

	private static final String ALIAS = "localhost";

	private final Path store;

	private final KeyStore content;

	private Certificate(Path store, KeyStore content) {
		this.store = store;
		this.content = content;
	}

	/**
	 * Generate a key and its certificate.
	 * @param name the files' name, without its extension
	 */
	public static Certificate make(Path folder, String name) {
		return make(folder, name, "localhost");
	}

	/**
	 * Generate a key and its certificate for a client.
	 * @param name the files' name, without its extension
	 * @param commonName the subject's common name
	 */
	public static Certificate make(Path folder, String name, String commonName) {
		Path store = folder.resolve(name + ".p12");
		try {
			Process keytool = new ProcessBuilder(System.getProperty("java.home") + "/bin/keytool", "-genkeypair",
					"-alias", ALIAS, "-keyalg", "EC", "-dname", "CN=" + commonName, "-ext",
					"san=dns:localhost,ip:127.0.0.1", "-validity", "2", "-storetype", "PKCS12", "-keystore",
					store.toString(), "-storepass", PASSWORD)
				.inheritIO()
				.start();
			if (!keytool.waitFor(20, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
				throw new IllegalStateException("No certificate was made");
			}
			KeyStore content = KeyStore.getInstance("PKCS12");
			try (InputStream in = Files.newInputStream(store)) {
				content.load(in, PASSWORD.toCharArray());
			}
			Certificate certificate = new Certificate(store, content);
			certificate.writePem(certificate.certificate(), certificate.key());
			return certificate;
		}
		catch (IOException | InterruptedException | GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return the PKCS12 file with certificate and key.
	 */
	public Path store() {
		return this.store;
	}

	/**
	 * Return the PEM file with the certificate, beside the store.
	 */
	public Path certificate() {
		return sibling(".crt");
	}

	/**
	 * Return the PEM file with the key, beside the store.
	 */
	public Path key() {
		return sibling(".key");
	}

	private Path sibling(String extension) {
		return this.store.resolveSibling(this.store.getFileName().toString().replace(".p12", extension));
	}

	/**
	 * Write certificate and key as PEM, each atomically.
	 */
	public void writePem(Path certificate, Path key) {
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
	 * Return a context that trusts this certificate only.
	 */
	public SSLContext trust() {
		try {
			KeyStore trusted = KeyStore.getInstance("PKCS12");
			trusted.load(null, null);
			trusted.setCertificateEntry(ALIAS, this.content.getCertificate(ALIAS));
			TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			trust.init(trusted);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, trust.getTrustManagers(), null);
			return context;
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
