/**
 * Logs users in with an OpenID provider and programs with a bearer token: registrations,
 * keys, back-channel logout.
 */
@NullMarked
package io.realtimeclock.gateway.oidc;

import org.jspecify.annotations.NullMarked;
