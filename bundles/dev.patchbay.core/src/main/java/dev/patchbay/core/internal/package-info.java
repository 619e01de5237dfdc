/** Registry, validation, lifecycle, audit and authorisation: everything the host decides about connections. */
@NullMarked
package dev.patchbay.core.internal;

import org.jspecify.annotations.NullMarked;
