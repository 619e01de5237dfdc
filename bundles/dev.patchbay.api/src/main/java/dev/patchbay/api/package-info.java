/** What every user of connections sees: secrets, failures, and the service that opens a connection in the JVM. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
