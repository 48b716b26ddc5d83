package io.realtimeclock.redis;

import org.jspecify.annotations.Nullable;

/**
 * What a service uses Redis for.
 *
 * @param key a key of this replica's own, to which is written again and again
 * @param consequence what follows while Redis does not answer, for health and log;
 * {@code null} if the service reports Redis's health itself
 */
public record RedisUse(String key, @Nullable String consequence) {

}
