/** What the author of an integration implements: a {@link dev.patchbay.api.provider.ConnectionProvider} and the data that describes it. */
@Export
@Version("1.3.0")
@NullMarked
package dev.patchbay.api.provider;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
