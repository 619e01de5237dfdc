/** The host's own door to providers and connections; core authorises every call here. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.host.connections;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
