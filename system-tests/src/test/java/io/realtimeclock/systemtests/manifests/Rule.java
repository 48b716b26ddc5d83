package io.realtimeclock.systemtests.manifests;

import java.util.List;

/**
 * A rule for all manifests.
 */
interface Rule {

	/**
	 * Return a short description of each violation.
	 */
	List<String> violations(Manifests manifests);

}
