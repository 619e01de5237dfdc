/** Durable rows. Opaque bytes: the store knows neither keys nor secrets. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.host.store;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
