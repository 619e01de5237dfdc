/** Who calls, what they may do, and the record of what they did. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.host.access;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
