/** What the host asks of the engines that run OAuth exchanges: {@link dev.patchbay.host.auth.AuthEngine}. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.host.auth;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
