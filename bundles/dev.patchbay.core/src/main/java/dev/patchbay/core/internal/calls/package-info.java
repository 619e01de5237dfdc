/**
 * One call of a provider as the provider sees it: its context, its steps, and what its exceptions mean. The contract tests for
 * authors run providers in these very classes.
 */
@NullMarked
package dev.patchbay.core.internal.calls;

import org.jspecify.annotations.NullMarked;
