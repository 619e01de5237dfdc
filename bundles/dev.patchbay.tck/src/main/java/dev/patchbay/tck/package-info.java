/**
 * What an author tests an integration with. A test class extends a contract and names the provider, a connection and an app to
 * connect to; each rule is one test with a number in its name.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.tck;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
