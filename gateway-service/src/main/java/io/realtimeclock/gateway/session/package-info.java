/**
 * One registry of logins: each socket holds its login, and none lives longer than it.
 * What has ended is a key in Redis, which every gateway checks.
 */
@NullMarked
package io.realtimeclock.gateway.session;

import org.jspecify.annotations.NullMarked;
