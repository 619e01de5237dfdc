/** The credential type {@code key-secret}: a public key and the secret that belongs to it. */
@NullMarked
package dev.patchbay.type.keysecret.internal;

import org.jspecify.annotations.NullMarked;
