import java.util.Arrays;

import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Runs test classes. Exit status: 0 if all tests succeed, 1 if one fails, 2 if there are none.
 */
class RunTests {

	public static void main(String[] classes) {
		SummaryGeneratingListener listener = new SummaryGeneratingListener();
		LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
			.selectors(Arrays.stream(classes).map(DiscoverySelectors::selectClass).toList())
			.build();
		LauncherFactory.create().execute(request, listener);
		TestExecutionSummary summary = listener.getSummary();
		summary.getFailures()
			.forEach((failure) -> System.out.println("FAILED " + failure.getTestIdentifier().getLegacyReportingName()
					+ ": " + failure.getException()));
		System.out.println(summary.getTestsSucceededCount() + " succeeded, " + summary.getTotalFailureCount() + " failed");
		System.exit((summary.getTotalFailureCount() > 0) ? 1 : (summary.getTestsFoundCount() > 0) ? 0 : 2);
	}

}
