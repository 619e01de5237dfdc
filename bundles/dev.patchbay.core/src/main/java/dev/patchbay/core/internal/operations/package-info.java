/** Commands of the machine's owner: backup, passphrase, keys and forgotten secrets. */
@NullMarked
package dev.patchbay.core.internal.operations;

import org.jspecify.annotations.NullMarked;
