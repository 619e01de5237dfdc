/** Integration bundles installed while the host runs. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.host.install;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
