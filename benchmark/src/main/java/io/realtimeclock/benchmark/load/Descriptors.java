package io.realtimeclock.benchmark.load;

import java.lang.management.ManagementFactory;

import com.sun.management.UnixOperatingSystemMXBean;

/** The open files that this process may have. */
final class Descriptors {

	private static final int OTHERS = 500;

	private Descriptors() {
	}

	/** Refuse at once what would fail half-way. */
	static void require(int clients) {
		if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
				&& system.getMaxFileDescriptorCount() < clients + OTHERS) {
			throw new IllegalStateException("%d clients need %d open files, and this process may open %d: see ulimit -n"
				.formatted(clients, clients + OTHERS, system.getMaxFileDescriptorCount()));
		}
	}

}
