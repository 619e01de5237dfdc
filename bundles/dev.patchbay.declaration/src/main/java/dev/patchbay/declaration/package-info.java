/** The JSON form of a definition, and what an image in one must be. Compiled once, embedded privately by every bundle and tool that reads or writes it. */
@NullMarked
package dev.patchbay.declaration;

import org.jspecify.annotations.NullMarked;
