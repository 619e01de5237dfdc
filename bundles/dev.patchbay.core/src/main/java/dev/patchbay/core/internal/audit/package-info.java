/** The audit: entries chained so that changes show, what is read of it, and the count of uses. */
@NullMarked
package dev.patchbay.core.internal.audit;

import org.jspecify.annotations.NullMarked;
