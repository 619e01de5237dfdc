/** The one door to the network: names are resolved once, every address is checked, and only a checked one is connected to. */
@NullMarked
package dev.patchbay.egress.internal;

import org.jspecify.annotations.NullMarked;
