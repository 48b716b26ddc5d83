package io.realtimeclock.systemtests;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Names programs that a test class needs and not every machine has. Where one is missing,
 * the class is skipped, or fails if the build runs with {@code -Dskips=fail}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Requirements.class)
public @interface Requires {

	/**
	 * Return the required programs.
	 * @return the parts
	 */
	Part[] value();

}
