/** The JSON form of a definition. Compiled once, embedded privately by every bundle and tool that reads or writes it. */
@NullMarked
package dev.patchbay.declaration;

import org.jspecify.annotations.NullMarked;
