/** Starts the host: features, settings, data folder, framework, commands. Nothing here is visible to bundles. */
@NullMarked
package dev.patchbay.launcher;

import org.jspecify.annotations.NullMarked;
