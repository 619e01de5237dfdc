/** The connect pages: HTML without any script, and the OAuth callback. */
@NullMarked
package dev.patchbay.connect.internal;

import org.jspecify.annotations.NullMarked;
