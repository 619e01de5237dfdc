/** The way to the engines that run OAuth exchanges. */
@NullMarked
package dev.patchbay.core.internal.signin;

import org.jspecify.annotations.NullMarked;
