/** Measures the assembled distribution beside floors that are measured in the same run; prints, and asserts nothing. */
@NullMarked
package dev.patchbay.bench;

import org.jspecify.annotations.NullMarked;
