/** What in-container, acceptance and benchmark code share. Never part of a running host. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.testsupport;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
