/**
 * The Kubernetes manifests, held against the API's types and against what an API server,
 * a kubelet and our own services would say to them.
 */
@NullMarked
package io.realtimeclock.systemtests.manifests;

import org.jspecify.annotations.NullMarked;
