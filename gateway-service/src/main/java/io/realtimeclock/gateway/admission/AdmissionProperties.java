package io.realtimeclock.gateway.admission;

import java.time.Duration;

import io.realtimeclock.settings.InvalidSettingException;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The limits on clients of one user.
 *
 * @param maxConnectionsPerUser the maximum number of clients of one user on this replica
 * @param maxConnectionsPerUserOverall the maximum number of clients of one user on all
 * replicas; by default four times as many
 * @param permitLease the time after which the clients of a crashed replica no longer
 * count
 */
@ConfigurationProperties("gateway")
record AdmissionProperties(@DefaultValue("20") int maxConnectionsPerUser,
		@DefaultValue("0") int maxConnectionsPerUserOverall, @DefaultValue("30s") Duration permitLease) {

	AdmissionProperties {
		InvalidSettingException.unlessPositive("gateway.max-connections-per-user", maxConnectionsPerUser);
		InvalidSettingException.unless(maxConnectionsPerUserOverall >= 0, "gateway.max-connections-per-user-overall",
				maxConnectionsPerUserOverall, "Set 0 or more; 0 is four times gateway.max-connections-per-user.");
		InvalidSettingException.unlessBetween("gateway.permit-lease", permitLease, "1s", "1h");
		maxConnectionsPerUserOverall = (maxConnectionsPerUserOverall > 0) ? maxConnectionsPerUserOverall
				: Math.multiplyExact(4, maxConnectionsPerUser);
	}

}
