/** Tests within the framework, over the features that are shipped; what runs outside of it says so. */
@NullMarked
package dev.patchbay.itest;

import org.jspecify.annotations.NullMarked;
