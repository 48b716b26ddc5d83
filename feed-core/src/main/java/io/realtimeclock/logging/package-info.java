/**
 * What the services write to the log, in {@code logback-spring.xml}: lines that nobody
 * outside can forge.
 */
@NullMarked
package io.realtimeclock.logging;

import org.jspecify.annotations.NullMarked;
