/** A provider that moves files implements {@link dev.patchbay.api.files.FileTransfer} as well. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.api.files;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
