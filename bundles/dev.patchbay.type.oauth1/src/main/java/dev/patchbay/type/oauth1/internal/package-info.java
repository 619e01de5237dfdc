/** The credential type {@code oauth1}: any app with OAuth 1.0a, by its endpoints. */
@NullMarked
package dev.patchbay.type.oauth1.internal;

import org.jspecify.annotations.NullMarked;
