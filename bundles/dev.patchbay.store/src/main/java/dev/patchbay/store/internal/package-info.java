/** The store on SQLite: one writer thread with group commit, a pool of readers, versioned schema steps. */
@NullMarked
package dev.patchbay.store.internal;

import org.jspecify.annotations.NullMarked;
