/** What an update of a provider means for stored connections: dry run, sweep, rollback of values, wider grants. */
@NullMarked
package dev.patchbay.core.internal.updates;

import org.jspecify.annotations.NullMarked;
