/** API keys: made, stored, recognised and revoked. */
@NullMarked
package dev.patchbay.core.internal.access;

import org.jspecify.annotations.NullMarked;
