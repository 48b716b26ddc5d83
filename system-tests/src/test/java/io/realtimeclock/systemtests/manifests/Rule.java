package io.realtimeclock.systemtests.manifests;

import java.util.List;

/**
 * Something that all manifests keep to.
 */
interface Rule {

	/**
	 * Return what breaks the rule, in a few words each.
	 */
	List<String> violations(Manifests manifests);

}
