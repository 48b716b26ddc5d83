package io.realtimeclock.gateway.socket;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;

/** Finds Jetty's request behind that of the servlet API. */
final class JettyRequests {

	private static final Log logger = LogFactory.getLog(JettyRequests.class);

	private JettyRequests() {
	}

	/** Return {@code null} if the server is not Jetty in a version that is known. */
	static @Nullable ServletContextRequest of(HttpServletRequest request) {
		try {
			return ServletContextRequest.getServletContextRequest(request);
		}
		catch (IllegalStateException | LinkageError ex) {
			logger.debug("Not a request of a known version of Jetty", ex);
			return null;
		}
	}

}
