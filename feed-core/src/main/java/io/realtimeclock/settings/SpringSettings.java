package io.realtimeclock.settings;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Refuses values of Spring's own settings with which a service would be useless or open
 * to everyone.
 */
public final class SpringSettings implements BeanFactoryPostProcessor, EnvironmentAware {

	private static final int DEFAULT_PORT = 8080;

	private static final int LAST_PORT = 65_535;

	private static final String CONTEXT_PATH = "server.servlet.context-path";

	private static final String KAFKA_SERVERS = "spring.kafka.bootstrap-servers";

	private static final Pattern KAFKA_SERVER = Pattern
		.compile("(\\w+://)?(\\[[0-9a-fA-F:.%]+]|[^\\s:/\\[\\]]+):(?<port>\\d{1,5})");

	/** Throw {@link InvalidSettingException} if a setting is wrong. */
	@Override
	public void setEnvironment(Environment environment) {
		Binder binder = Binder.get(environment);
		checkPorts(binder.bind("server.port", Integer.class).orElse(DEFAULT_PORT),
				binder.bind("management.server.port", Integer.class).orElse(null));
		String path = binder.bind(CONTEXT_PATH, String.class).orElse("");
		InvalidSettingException.unless(path.matches("(/[A-Za-z0-9._~-]+)*"), CONTEXT_PATH, path,
				"Set a path that begins with a slash and ends without one, for example /clock.");
		binder.bind("spring.data.redis.port", Integer.class)
			.ifBound((port) -> InvalidSettingException.unless(isPort(port), "spring.data.redis.port", port,
					"Set a port, for example 6379."));
		binder.bind(KAFKA_SERVERS, Bindable.listOf(String.class)).ifBound(SpringSettings::checkKafka);
		binder.bind("spring.kafka.security.protocol", String.class)
			.ifBound((protocol) -> InvalidSettingException.unless(SecurityProtocol.names().contains(protocol),
					"spring.kafka.security.protocol", protocol,
					"Set one of " + String.join(", ", SecurityProtocol.names()) + "."));
	}

	private static void checkKafka(List<String> servers) {
		boolean valid = !servers.isEmpty() && servers.stream().allMatch((server) -> {
			Matcher form = KAFKA_SERVER.matcher(server);
			return form.matches() && isPort(Integer.parseInt(form.group("port")));
		});
		InvalidSettingException.unless(valid, KAFKA_SERVERS, String.join(",", servers),
				"Write each server as host:port, for example kafka:9092.");
	}

	private static boolean isPort(int port) {
		return port > 0 && port <= LAST_PORT;
	}

	/** Do nothing: a post-processor is created before the web server. */
	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
	}

	private static void checkPorts(int server, @Nullable Integer management) {
		InvalidSettingException.unless(server == 0 || isPort(server), "server.port", server,
				"Set a port, for example 8080.");
		boolean own = management != null && (management == 0 || (isPort(management) && management != server));
		InvalidSettingException.unless(own, "management.server.port", management,
				"Set a port of its own, other than server.port: a client that reaches it can end connections.");
	}

}
