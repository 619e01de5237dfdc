/** The HTTP API: reads requests, asks the host's services, writes answers and problems. */
@NullMarked
package dev.patchbay.rest.internal;

import org.jspecify.annotations.NullMarked;
