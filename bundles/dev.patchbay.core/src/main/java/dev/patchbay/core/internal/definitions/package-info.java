/** The data of providers: definitions and their JSON form, templates, rules for values, and what a connection may reach. */
@NullMarked
package dev.patchbay.core.internal.definitions;

import org.jspecify.annotations.NullMarked;
