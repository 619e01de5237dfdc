/** The tokens of connections: sealed, leased, renewed before they end. */
@NullMarked
package dev.patchbay.core.internal.tokens;

import org.jspecify.annotations.NullMarked;
