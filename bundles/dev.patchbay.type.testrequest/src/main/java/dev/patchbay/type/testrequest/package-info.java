/** The optional test request that the generic credential types share; each embeds a private copy of this package. */
@NullMarked
package dev.patchbay.type.testrequest;

import org.jspecify.annotations.NullMarked;
