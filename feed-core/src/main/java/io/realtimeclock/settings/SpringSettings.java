package io.realtimeclock.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.security.scram.ScramLoginModule;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.ssl.PemSslBundleProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.ssl.pem.PemContent;
import org.springframework.boot.ssl.pem.PemSslStore;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Refuses values of Spring's own settings with which a service would be useless or open
 * to everyone, before the web server is created.
 */
public final class SpringSettings implements BeanFactoryPostProcessor, EnvironmentAware {

	private static final int DEFAULT_PORT = 8080;

	private static final int LAST_PORT = 65_535;

	private static final String THREADS = "server.jetty.threads.";

	private static final int DEFAULT_THREADS = 8;

	private static final String CONTEXT_PATH = "server.servlet.context-path";

	private static final String KAFKA_SERVERS = "spring.kafka.bootstrap-servers";

	private static final String KAFKA_LOGIN = "spring.kafka.properties." + SaslConfigs.SASL_JAAS_CONFIG;

	private static final List<String> TLS_BUNDLES = List.of("server.ssl.bundle", "spring.kafka.ssl.bundle",
			"spring.data.redis.ssl.bundle");

	private static final Pattern KAFKA_SERVER = Pattern
		.compile("(\\w+://)?(\\[[0-9a-fA-F:.%]+]|[^\\s:/\\[\\]]+):(?<port>\\d{1,5})");

	/** Throw {@link InvalidSettingException} if a setting is wrong. */
	@Override
	public void setEnvironment(Environment environment) {
		Binder binder = Binder.get(environment);
		checkPorts(binder.bind("server.port", Integer.class).orElse(DEFAULT_PORT),
				binder.bind("management.server.port", Integer.class).orElse(null));
		checkThreads(binder.bind(THREADS + "min", Integer.class).orElse(DEFAULT_THREADS),
				binder.bind(THREADS + "max", Integer.class).orElse(Integer.MAX_VALUE));
		String path = binder.bind(CONTEXT_PATH, String.class).orElse("");
		InvalidSettingException.unless(path.matches("(/(?!\\.+(/|$))[A-Za-z0-9._~-]+)*"), CONTEXT_PATH, path,
				"Set a path that begins with a slash and ends without one, for example /clock.");
		RedisSettings.check(binder);
		PemFiles.check(binder);
		binder.bind(KAFKA_SERVERS, Bindable.listOf(String.class)).ifBound(SpringSettings::checkKafka);
		binder.bind("spring.kafka.security.protocol", String.class)
			.ifBound((protocol) -> InvalidSettingException.unless(SecurityProtocol.names().contains(protocol),
					"spring.kafka.security.protocol", protocol,
					"Set one of " + String.join(", ", SecurityProtocol.names()) + "."));
		binder.bind(KAFKA_LOGIN, String.class)
			.ifBound((login) -> InvalidSettingException.unless(isLogin(login), KAFKA_LOGIN, "…",
					"Write one login module, for example " + ScramLoginModule.class.getName()
							+ " required username=\"clock\" password=\"…\";"));
		TLS_BUNDLES.forEach((bundle) -> binder.bind(bundle, String.class)
			.ifBound((name) -> InvalidSettingException.unless(!name.isBlank(), bundle, name,
					"Name a TLS bundle, of which spring.ssl.bundle.pem.<name> has the files, or remove this property.")));
	}

	private static void checkKafka(List<String> servers) {
		boolean valid = !servers.isEmpty() && servers.stream().allMatch((server) -> {
			Matcher form = KAFKA_SERVER.matcher(server);
			return form.matches() && isPort(Integer.parseInt(form.group("port")));
		});
		InvalidSettingException.unless(valid, KAFKA_SERVERS, String.join(",", servers),
				"Write each server as host:port, for example kafka:9092.");
	}

	private static boolean isLogin(String login) {
		try {
			JaasContext.loadClientContext(Map.of(SaslConfigs.SASL_JAAS_CONFIG, new Password(login)));
			return true;
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	private static boolean isPort(int port) {
		return port > 0 && port <= LAST_PORT;
	}

	/** Check the service's own names: its records of settings are known by now. */
	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
		UnknownSettings.check(beans, beans.getBean(Environment.class));
	}

	private static void checkPorts(int server, @Nullable Integer management) {
		InvalidSettingException.unless(server == 0 || isPort(server), "server.port", server,
				"Set a port, for example 8080.");
		boolean own = management != null && (management == 0 || (isPort(management) && management != server));
		InvalidSettingException.unless(own, "management.server.port", management,
				"Set a port of its own, other than server.port: a client that reaches it can end connections.");
	}

	private static void checkThreads(int least, int most) {
		InvalidSettingException.unless(most >= least, THREADS + "max", most,
				"Set at least " + least + ", as " + THREADS + "min, or leave it out.");
	}

	/**
	 * With a wrong address the client of Redis fails with a stack trace, or never
	 * connects.
	 */
	private static final class RedisSettings {

		private static final String PREFIX = "spring.data.redis.";

		private static final String HOST = "([^\\s:/@\\[\\]]+|[0-9a-fA-F]*(:[0-9a-fA-F.]*){2,}(%\\w+)?)";

		private static final Pattern NODE = Pattern.compile("([^\\s:/@\\[\\]]+|\\[[0-9a-fA-F:.%]+]):(?<port>\\d{1,5})");

		private RedisSettings() {
		}

		static void check(Binder binder) {
			String url = binder.bind(PREFIX + "url", String.class).orElse(null);
			if (url != null) {
				InvalidSettingException.unless(isUrl(url), PREFIX + "url", "…",
						"Write redis://host:port or rediss://host:port, with user:password@ before the host if needed.");
			}
			else {
				binder.bind(PREFIX + "host", String.class)
					.ifBound((host) -> InvalidSettingException.unless(host.matches(HOST), PREFIX + "host", host,
							"Set a host's name or address, for example redis; the port is spring.data.redis.port."));
			}
			binder.bind(PREFIX + "port", Integer.class)
				.ifBound((port) -> InvalidSettingException.unless(isPort(port), PREFIX + "port", port,
						"Set a port, for example 6379."));
			binder.bind(PREFIX + "database", Integer.class)
				.ifBound((database) -> InvalidSettingException.unless(database >= 0, PREFIX + "database", database,
						"Set a number from 0 on."));
			binder.bind(PREFIX + "connect-timeout", Duration.class)
				.ifBound((timeout) -> InvalidSettingException.unlessBetween(PREFIX + "connect-timeout", timeout, "1ms",
						"1h"));
			checkSentinel(binder.bind(PREFIX + "sentinel.master", String.class).orElse(null),
					binder.bind(PREFIX + "sentinel.nodes", Bindable.listOf(String.class)).orElse(null));
		}

		private static boolean isUrl(String url) {
			try {
				URI uri = new URI(url);
				return uri.getHost() != null && (uri.getPort() == -1 || isPort(uri.getPort()))
						&& Set.of("redis", "rediss").contains(uri.getScheme());
			}
			catch (URISyntaxException ex) {
				return false;
			}
		}

		private static void checkSentinel(@Nullable String master, @Nullable List<String> nodes) {
			if (master == null && nodes == null) {
				return;
			}
			InvalidSettingException.unless(master != null && !master.isBlank(), PREFIX + "sentinel.master", master,
					"Set the name after sentinel monitor in the sentinels' configuration.");
			InvalidSettingException.unless(nodes != null && !nodes.isEmpty() && nodes.stream().allMatch((node) -> {
				Matcher form = NODE.matcher(node);
				return form.matches() && isPort(Integer.parseInt(form.group("port")));
			}), PREFIX + "sentinel.nodes", (nodes != null) ? String.join(",", nodes) : null,
					"Write each sentinel as host:port, for example sentinel-1:26379.");
		}

	}

	/** The files of TLS bundles: the error of a wrong one does not name the property. */
	private static final class PemFiles {

		private static final String PREFIX = "spring.ssl.bundle.pem";

		private PemFiles() {
		}

		static void check(Binder binder) {
			binder.bind(PREFIX, Bindable.mapOf(String.class, PemSslBundleProperties.class))
				.ifBound((bundles) -> bundles.forEach((name, bundle) -> {
					check(PREFIX + "." + name + ".keystore", bundle.getKeystore());
					check(PREFIX + "." + name + ".truststore", bundle.getTruststore());
				}));
		}

		private static void check(String property, PemSslBundleProperties.Store store) {
			PemSslStoreDetails details = new PemSslStoreDetails(store.getType(), store.getCertificate(),
					store.getPrivateKey(), store.getPrivateKeyPassword());
			InvalidSettingException.unless(isReadable(details, PemSslStore::certificates), property + ".certificate",
					shown(store.getCertificate()),
					"Name a file of PEM certificates that this process may read, as file:/etc/clock/ca.crt.");
			InvalidSettingException.unless(isReadable(details, PemSslStore::privateKey), property + ".private-key",
					shown(store.getPrivateKey()),
					"Name a file with a PEM private key that this process may read, as file:/etc/clock/clock.key.");
		}

		private static boolean isReadable(PemSslStoreDetails details, Consumer<PemSslStore> content) {
			try {
				PemSslStore store = PemSslStore.load(details);
				if (store != null) {
					content.accept(store);
				}
				return true;
			}
			catch (RuntimeException ex) {
				return false;
			}
		}

		/**
		 * Return the configured location; PEM text, possibly a private key, is not shown.
		 */
		private static @Nullable String shown(@Nullable String value) {
			return (value != null && PemContent.isPresentInText(value)) ? "…" : value;
		}

	}

}
