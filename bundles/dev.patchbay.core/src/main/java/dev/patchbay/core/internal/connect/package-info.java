/** OAuth clients and connect sessions: how a person connects an app. */
@NullMarked
package dev.patchbay.core.internal.connect;

import org.jspecify.annotations.NullMarked;
