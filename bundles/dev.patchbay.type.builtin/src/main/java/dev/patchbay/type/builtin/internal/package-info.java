/** The provider {@code builtin}: tools of the product itself, which need no login. */
@NullMarked
package dev.patchbay.type.builtin.internal;

import org.jspecify.annotations.NullMarked;
