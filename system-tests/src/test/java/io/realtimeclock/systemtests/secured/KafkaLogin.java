package io.realtimeclock.systemtests.secured;

/**
 * The ways to log in at the broker, each with a listener of its own.
 */
enum KafkaLogin {

	/** A user with a password. */
	SCRAM("Kafka: SASL_SSL with SCRAM"),

	/** A token of an OAuth server. */
	OAUTH("Kafka: SASL_SSL with OAUTHBEARER"),

	/** A client certificate. */
	CERTIFICATE("Kafka: a client certificate");

	private final String heading;

	KafkaLogin(String heading) {
		this.heading = heading;
	}

	/**
	 * Return the heading in docs/configuration.md.
	 */
	String heading() {
		return this.heading;
	}

}
