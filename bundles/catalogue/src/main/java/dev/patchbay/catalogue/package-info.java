/** Makes the catalogue's bundles and features of its declarations, when the project is built. Not part of a running host. */
@NullMarked
package dev.patchbay.catalogue;

import org.jspecify.annotations.NullMarked;
