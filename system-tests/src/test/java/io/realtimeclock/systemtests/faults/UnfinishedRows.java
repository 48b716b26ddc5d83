package io.realtimeclock.systemtests.faults;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Writes into the report that a row has no figures, when its test broke off before it had
 * any.
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
