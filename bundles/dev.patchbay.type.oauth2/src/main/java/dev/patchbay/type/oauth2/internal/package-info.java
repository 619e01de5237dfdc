/** The credential type {@code oauth2}: any app with OAuth 2.0, by its endpoints. */
@NullMarked
package dev.patchbay.type.oauth2.internal;

import org.jspecify.annotations.NullMarked;
