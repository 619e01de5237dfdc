/** Every outbound socket of host and providers. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.host.egress;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
