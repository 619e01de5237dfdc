/** Stored connections: sealed, listed, changed, tested and used, and the keys that seal them. */
@NullMarked
package dev.patchbay.core.internal.connections;

import org.jspecify.annotations.NullMarked;
