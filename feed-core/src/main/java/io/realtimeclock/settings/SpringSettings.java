package io.realtimeclock.settings;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Refuses values of Spring's own settings with which a service would be useless or open
 * to everyone.
 */
public final class SpringSettings implements BeanFactoryPostProcessor, EnvironmentAware {

	private static final int DEFAULT_PORT = 8080;

	private static final String CONTEXT_PATH = "server.servlet.context-path";

	/** Throw {@link InvalidSettingException} if a setting is wrong. */
	@Override
	public void setEnvironment(Environment environment) {
		Binder binder = Binder.get(environment);
		checkPorts(binder.bind("server.port", Integer.class).orElse(DEFAULT_PORT),
				binder.bind("management.server.port", Integer.class).orElse(null));
		String path = binder.bind(CONTEXT_PATH, String.class).orElse("");
		InvalidSettingException.unless(path.matches("(/[A-Za-z0-9._~-]+)*"), CONTEXT_PATH, path,
				"Set a path that begins with a slash and ends without one, for example /clock.");
	}

	/** Do nothing: a post-processor is created before the web server. */
	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
	}

	private static void checkPorts(int server, @Nullable Integer management) {
		InvalidSettingException.unless(server >= 0, "server.port", server, "Set a port, for example 8080.");
		boolean own = management != null && management >= 0 && (management != server || server == 0);
		InvalidSettingException.unless(own, "management.server.port", management,
				"Set a port of its own, other than server.port: a client that reaches it can end connections.");
	}

}
