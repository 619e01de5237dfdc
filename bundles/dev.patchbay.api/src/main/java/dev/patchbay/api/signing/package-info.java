/**
 * Signatures: a provider whose app wants every request signed implements {@link dev.patchbay.api.signing.RequestSigning} as well;
 * who receives webhooks checks them with {@link dev.patchbay.api.signing.HmacSignature}.
 */
@Export
@Version("1.1.0")
@NullMarked
package dev.patchbay.api.signing;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
