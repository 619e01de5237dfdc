/** Providers: which are registered, who owns their ids, and how they are called without trusting them. */
@NullMarked
package dev.patchbay.core.internal.providers;

import org.jspecify.annotations.NullMarked;
