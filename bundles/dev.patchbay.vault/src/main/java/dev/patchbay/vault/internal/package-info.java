/** The vault: sealing, opening, authentication codes, and the sources of the root key. */
@NullMarked
package dev.patchbay.vault.internal;

import org.jspecify.annotations.NullMarked;
