/** What the contracts are made of. */
@NullMarked
package dev.patchbay.tck.internal;

import org.jspecify.annotations.NullMarked;
