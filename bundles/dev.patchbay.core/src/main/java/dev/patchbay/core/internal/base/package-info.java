/** What more than one part stands on: database, vault, threads, ids, problems and permissions. */
@NullMarked
package dev.patchbay.core.internal.base;

import org.jspecify.annotations.NullMarked;
