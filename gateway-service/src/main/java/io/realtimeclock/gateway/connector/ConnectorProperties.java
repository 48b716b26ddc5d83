package io.realtimeclock.gateway.connector;

import java.time.Duration;
import java.util.List;

import io.realtimeclock.settings.InvalidSettingException;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which connections and proxies are accepted.
 *
 * @param requestTimeout how long a client may take to send a request, and the first one
 * after it has connected
 * @param trustedProxies addresses or networks of proxies whose {@code X-Forwarded}
 * headers are trusted
 */
@ConfigurationProperties("gateway")
record ConnectorProperties(@DefaultValue("10s") Duration requestTimeout, @DefaultValue List<String> trustedProxies) {

	ConnectorProperties {
		InvalidSettingException.unlessBetween("gateway.request-timeout", requestTimeout, "100ms", "1h");
	}

}
