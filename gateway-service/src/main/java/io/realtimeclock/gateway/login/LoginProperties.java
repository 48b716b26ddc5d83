package io.realtimeclock.gateway.login;

import io.realtimeclock.settings.InvalidSettingException;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The limits on handshakes and failed logins.
 *
 * @param handshakesPerSecond how many handshakes per address may begin per second after
 * the burst
 * @param failedLogins how many logins of a user from one address may fail per minute; ten
 * times as many from all addresses, five times as many of all users
 */
@ConfigurationProperties("gateway")
record LoginProperties(@DefaultValue("1000") int handshakesPerSecond, @DefaultValue("10") int failedLogins) {

	LoginProperties {
		InvalidSettingException.unlessPositive("gateway.handshakes-per-second", handshakesPerSecond);
		InvalidSettingException.unlessPositive("gateway.failed-logins", failedLogins);
	}

}
