/** How the host itself is doing. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.host.state;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
