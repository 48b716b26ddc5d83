package io.realtimeclock.redis;

import java.security.Security;

import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.context.ApplicationListener;

/**
 * Lets the JVM keep the address of a name for a few seconds only. By default it keeps it
 * for 30 s, and a failure for 10 s, so that after a failover behind one name the service
 * would continue with the old server. The JVM reads this at its first lookup, so it is
 * set before anything else starts, in the same way for the jar, the image and Kubernetes.
 */
final class NameLookups implements ApplicationListener<ApplicationStartingEvent> {

	private static final String FOUND_SECONDS = "networkaddress.cache.ttl";

	private static final String NOT_FOUND_SECONDS = "networkaddress.cache.negative.ttl";

	@Override
	public void onApplicationEvent(ApplicationStartingEvent event) {
		// Otherwise an operator has set it in java.security
		if (Security.getProperty(FOUND_SECONDS) == null) {
			Security.setProperty(FOUND_SECONDS, "2");
			Security.setProperty(NOT_FOUND_SECONDS, "1");
		}
	}

}
