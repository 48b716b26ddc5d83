/**
 * Log lines that no input can forge, set up in {@code logback-spring.xml}, and not too
 * many of them.
 */
@NullMarked
package io.realtimeclock.logging;

import org.jspecify.annotations.NullMarked;
