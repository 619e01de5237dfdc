/** What people see and do, in a real browser over the assembled distribution. */
@NullMarked
package dev.patchbay.browser;

import org.jspecify.annotations.NullMarked;
