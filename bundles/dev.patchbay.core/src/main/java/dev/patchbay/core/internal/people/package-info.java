/** Sessions of people: links, signing in and out. */
@NullMarked
package dev.patchbay.core.internal.people;

import org.jspecify.annotations.NullMarked;
