/** Workflow steps, accounts and where connections are used. */
@NullMarked
package dev.patchbay.core.internal.steps;

import org.jspecify.annotations.NullMarked;
