package io.realtimeclock.benchmark.peer.gateway;

import java.util.Map;
import java.util.Optional;

/** How our own JVMs run. */
final class JvmFlags {

	/** What the gateway is recommended to run with; can be set for experiments. */
	static final String GATEWAY = Optional.ofNullable(System.getenv("BENCHMARK_GATEWAY_FLAGS"))
		.orElse("-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=0.05 -Xmx128m -Xss256k");

	/** The server's own sessions need more memory. */
	static final String ORDINARY = GATEWAY.replace("-Xmx128m", "-Xmx768m");

	/**
	 * What an AOT cache is made with. With a low threshold it would also keep profiles of
	 * what hardly ever runs, and make starts slower.
	 */
	static final String TRAINING = GATEWAY.replaceAll("-XX:CompileThresholdScaling=\\S+ ?", "");

	/** Small, as they share the machine with what is measured. */
	static final Map<String, String> BACKEND = Map.of("JDK_JAVA_OPTIONS",
			"-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=0.05 -Xmx256m -Xss256k");

	private JvmFlags() {
	}

}
