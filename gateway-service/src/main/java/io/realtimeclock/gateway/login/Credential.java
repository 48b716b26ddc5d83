package io.realtimeclock.gateway.login;

/**
 * A user's password.
 *
 * @param hash what a password that is sent is compared with
 * @param mark tells it from the passwords before and after it
 */
record Credential(String hash, String mark) {
}
