/** What an operator does with a running host as a whole. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.host.operations;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
