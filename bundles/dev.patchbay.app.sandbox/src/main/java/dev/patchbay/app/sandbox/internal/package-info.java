/**
 * The app integration {@code sandbox} and the app itself, a small shop on 127.0.0.1 that forgets everything when it stops.
 */
@NullMarked
package dev.patchbay.app.sandbox.internal;

import org.jspecify.annotations.NullMarked;
