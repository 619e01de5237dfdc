/** Workflow steps and the accounts they belong to. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.host.steps;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
