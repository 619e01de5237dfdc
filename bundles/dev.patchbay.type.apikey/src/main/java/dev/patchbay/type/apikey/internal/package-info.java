/** The credential type {@code api-key}: one secret text. */
@NullMarked
package dev.patchbay.type.apikey.internal;

import org.jspecify.annotations.NullMarked;
