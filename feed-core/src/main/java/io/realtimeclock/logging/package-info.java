/**
 * Log lines that no input can forge, set up in {@code logback-spring.xml}.
 */
@NullMarked
package io.realtimeclock.logging;

import org.jspecify.annotations.NullMarked;
