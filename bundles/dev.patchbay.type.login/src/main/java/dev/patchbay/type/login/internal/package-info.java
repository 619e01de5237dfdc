/** The credential type {@code login}: a user name and a password, with a domain where there is one. */
@NullMarked
package dev.patchbay.type.login.internal;

import org.jspecify.annotations.NullMarked;
