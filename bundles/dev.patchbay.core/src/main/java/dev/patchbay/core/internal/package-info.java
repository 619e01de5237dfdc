/** Puts the host together: starts it, registers its services, and takes them back. */
@NullMarked
package dev.patchbay.core.internal;

import org.jspecify.annotations.NullMarked;
