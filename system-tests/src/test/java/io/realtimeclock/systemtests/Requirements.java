package io.realtimeclock.systemtests;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.AssertionFailedError;

/**
 * Skips or fails a test class that can't run on this machine, and reports the reason.
 */
final class Requirements implements ExecutionCondition, BeforeAllCallback {

	private static final boolean FAIL = "fail".equals(System.getProperty("skips"));

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		Optional<String> reason = FAIL ? Optional.empty() : reason(context);
		reason.ifPresent(Console::print);
		return reason.map(ConditionEvaluationResult::disabled)
			.orElseGet(() -> ConditionEvaluationResult.enabled("The machine has what the test needs"));
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		reason(context).ifPresent((sentence) -> {
			Console.print(sentence);
			throw new AssertionFailedError(sentence);
		});
	}

	private static Optional<String> reason(ExtensionContext context) {
		Class<?> test = context.getRequiredTestClass();
		Requires requires = test.getAnnotation(Requires.class);
		Part[] parts = (requires != null) ? requires.value() : new Part[0];
		String missing = Arrays.stream(parts)
			.filter((part) -> !part.isThere())
			.map(Part::words)
			.collect(Collectors.joining(" and "));
		return missing.isEmpty() ? Optional.empty()
				: Optional.of(test.getSimpleName() + " can't run here: this machine lacks " + missing + ".");
	}

}
