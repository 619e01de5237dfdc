/** A simulated app: an HTTP server that behaves as a row of facts says the real app behaves, and refuses what that one refuses. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.tck.simulator;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
