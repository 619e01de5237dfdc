/** Connect sessions: how a person connects an app, as data for pages. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.host.connect;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
