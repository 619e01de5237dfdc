/** How host bundles say what went wrong: RFC 9457 problems. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.host.problem;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
