/** Bytes in, bytes out: sealing, opening, message authentication. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.host.vault;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
