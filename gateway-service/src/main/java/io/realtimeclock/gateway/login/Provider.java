package io.realtimeclock.gateway.login;

/**
 * An OpenID provider as the login page names it.
 *
 * @param name its name
 * @param path where to log in by it
 */
public record Provider(String name, String path) {
}
