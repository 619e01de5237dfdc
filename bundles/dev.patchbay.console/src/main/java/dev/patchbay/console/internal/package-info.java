/** Serves the console's files; everything else happens in the browser, over the HTTP API. */
@NullMarked
package dev.patchbay.console.internal;

import org.jspecify.annotations.NullMarked;
