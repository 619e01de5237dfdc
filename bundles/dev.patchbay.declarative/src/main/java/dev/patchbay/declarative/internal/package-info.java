/** Makes a {@link dev.patchbay.api.provider.ConnectionProvider} of each declaration in a started bundle. */
@NullMarked
@Capability(namespace = "osgi.extender", name = "dev.patchbay.declarative", version = "1.0.0")
package dev.patchbay.declarative.internal;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Capability;
