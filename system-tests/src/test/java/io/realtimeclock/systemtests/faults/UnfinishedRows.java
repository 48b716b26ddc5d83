package io.realtimeclock.systemtests.faults;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Reports a row without figures if its test failed before the first one.
 */
final class UnfinishedRows implements TestExecutionExceptionHandler {

	@Override
	public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
		if (!(failure instanceof BrokenRowError)) {
			String test = context.getRequiredTestClass().getSimpleName() + " " + context.getDisplayName();
			FaultReport.add(test,
					"**broke off: " + String.valueOf(failure.getMessage()).lines().findFirst().orElse("") + "**",
					false);
		}
		throw failure;
	}

}
