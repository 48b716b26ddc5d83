package io.realtimeclock.gateway.problem;

import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.SizeLimitHandler;

import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Answers what Jetty refuses before Spring sees it: headers and bodies that are too
 * large, and requests that are none.
 */
@Component
class JettyProblems implements WebServerFactoryCustomizer<JettyServletWebServerFactory> {

	private static final int LARGEST_BODY = 16 * 1024;

	@Override
	public void customize(JettyServletWebServerFactory factory) {
		factory.addServerCustomizers((server) -> {
			server.setErrorHandler(new ProblemHandler());
			SizeLimitHandler limit = new SizeLimitHandler(LARGEST_BODY, -1);
			// No thread waits for a form that comes slowly
			limit.setHandler(new EagerContentHandler(new NoTrace(server.getHandler())));
			server.setHandler(limit);
		});
	}

}
