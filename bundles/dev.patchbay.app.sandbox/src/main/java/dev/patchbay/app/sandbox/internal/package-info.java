/**
 * The app integration {@code sandbox} and the app itself, a small shop on 127.0.0.1 that forgets everything when it stops. The
 * header lets this bundle's provider, and no other, reach that port.
 */
@Header(name = "Patchbay-Loopback-Ports", value = "7071")
@NullMarked
package dev.patchbay.app.sandbox.internal;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Header;
