/** Goals for authors of integrations. They speak to a running host over its HTTP API and know nothing else of it. */
@NullMarked
package dev.patchbay.maven;

import org.jspecify.annotations.NullMarked;
