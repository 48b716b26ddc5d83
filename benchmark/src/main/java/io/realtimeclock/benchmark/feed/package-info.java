/**
 * A feed with many keys: who publishes its values, and which clients have which keys.
 */
@NullMarked
package io.realtimeclock.benchmark.feed;

import org.jspecify.annotations.NullMarked;
