/** Installs integration bundles into the running host, and again at each start. */
@NullMarked
package dev.patchbay.installer.internal;

import org.jspecify.annotations.NullMarked;
