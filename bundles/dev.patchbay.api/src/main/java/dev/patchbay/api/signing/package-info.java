/** A provider whose app wants every request signed implements {@link dev.patchbay.api.signing.RequestSigning} as well. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.api.signing;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
